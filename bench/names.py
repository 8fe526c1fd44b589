"""Names: what is found, what is told apart, and how fast, on real names of companies.

    python -m bench.names [--noise 100000] [--small] [--shared ../shared/data]

A registry of its own is filled with the full and the later names of listed companies, 3,000
organisations of one city, their near-equal names, and `--noise` made-up names from real brand
words. Then it is asked for by short names, by former names that the registry was not told, by
former names that it was, and by every full name with one character dropped or replaced. Pairs:
the same company under two names against near-equal names of different organisations. Names only
ever propose: these figures say how good the proposals are, nobody is linked by them.
Last line: one JSON object.
"""

import argparse
import csv
import json
import os
import random
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median, quantiles

import psycopg

from bench.common import fresh_database

DATABASE = "mingjian_bench_names"
SMALL = 5_000
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
TRADES = ("科技", "贸易", "机械", "电子", "物流", "食品", "化工", "建设")
SLIPS = 1_000
THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.85)
BEFORE, AFTER = date(2025, 1, 1), date(2026, 1, 1)
Pairs = list[tuple[str, str]]


def main() -> None:
    given = arguments()
    os.environ.setdefault("MINGJIAN_HOME", tempfile.mkdtemp(prefix="mingjian-bench-"))
    os.environ["MINGJIAN_DATABASE_NAME"] = DATABASE
    os.environ["DJANGO_SETTINGS_MODULE"] = "mingjian.site.settings"
    short = pairs(given.shared / "company_short_full.csv", "short_name_2017", "full_name_2017")
    former = pairs(given.shared / "company_former_names.csv", "former_name", "later_name")
    near = pairs(given.shared / "name_hard_negatives_ningbo.csv", "name_a", "name_b")
    with fresh_database(DATABASE):
        import django  # noqa: PLC0415 - the environment must be set first

        django.setup()
        result: dict[str, object] = {**fill(population(given, short, former, near))}
        result |= found("short", short) | found("former_untold", former)
        result |= found("slip", slips([full for _, full in short]))
        result |= told(former)
    result |= judged(former + short, near)
    print(json.dumps(result))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--noise", type=int, default=100_000)
    parser.add_argument("--small", action="store_true", help=f"{SMALL:,} made-up names")
    parser.add_argument("--shared", type=Path, default=SHARED)
    given = parser.parse_args()
    given.noise = SMALL if given.small else given.noise
    return given


def pairs(file: Path, one: str, other: str) -> Pairs:
    """Two names a row, the same ones left out."""
    with file.open(encoding="utf-8-sig") as rows:
        named = [(row[one], row[other]) for row in csv.DictReader(rows)]
    return list(dict.fromkeys(pair for pair in named if pair[0] != pair[1]))


def population(given: argparse.Namespace, *kinds: Pairs) -> list[str]:
    """Every name that the registry holds: the second of each pair, the city's, the noise."""
    with (given.shared / "organisations_ningbo.csv").open(encoding="utf-8-sig") as rows:
        city = [row["name"] for row in csv.DictReader(rows)]
    brands = (given.shared / "company_short_forms.txt").read_text("utf-8").split()
    chance = random.Random(2026)  # noqa: S311 - repeatable, not secret
    noise = [
        f"{chance.choice(('宁波', '浙江', '上海', ''))}{chance.choice(brands)}"
        f"{chance.choice(TRADES)}有限公司"
        for _ in range(given.noise)
    ]
    known = [name for some in kinds for _, name in some]
    return list(dict.fromkeys([*known, *city, *noise]))


def code(number: int) -> str:
    from mingjian.kernel.uscc import compose  # noqa: PLC0415 - as in main

    return compose("91", "330299", f"N{number:07d}")


def refresh(rows: Iterable[tuple[int, str]], on: date) -> None:
    import pyarrow as pa  # noqa: PLC0415 - as in main
    from django.db import connection, transaction  # noqa: PLC0415

    from mingjian.registry.refresh import refresh_from_register  # noqa: PLC0415

    table = pa.Table.from_pylist([{"code": code(number), "name": name} for number, name in rows])
    with transaction.atomic(), connection.cursor() as cursor:
        refresh_from_register(cursor, table, on)


def fill(names: list[str]) -> dict[str, float]:
    start = time.perf_counter()
    refresh(enumerate(names), BEFORE)
    seconds = time.perf_counter() - start
    with _cursor() as cursor:
        cursor.execute("ANALYZE registry_subjectname")
    return {"names": len(names), "names_per_second": round(len(names) / seconds)}


@contextmanager
def _cursor() -> Iterator[psycopg.Cursor]:
    from mingjian.home.database import address  # noqa: PLC0415

    with psycopg.connect(address("owner").conninfo(), autocommit=True) as session:
        yield session.cursor()


def found(kind: str, asked: Pairs) -> dict[str, float]:
    """Shares of the asked whose name came first, and came among the first ten; times."""
    from mingjian.registry.match import search  # noqa: PLC0415 - as in main

    first = ten = 0
    times = []
    for text, name in asked:
        start = time.perf_counter()
        names = [match.name for match in search(text)]
        times.append(1000 * (time.perf_counter() - start))
        first += names[:1] == [name]
        ten += name in names
    return {
        f"{kind}_asked": len(asked),
        f"{kind}_first": round(first / len(asked), 3),
        f"{kind}_ten": round(ten / len(asked), 3),
        f"{kind}_ms_p50": round(median(times), 2),
        f"{kind}_ms_p99": round(quantiles(times, n=100)[98], 2),
    }


def slips(names: list[str]) -> Pairs:
    """Names with one character dropped or replaced."""
    chance = random.Random(7)  # noqa: S311 - repeatable, not secret
    chosen = chance.sample(names, min(SLIPS, len(names)))
    return [(_slip(name, chance), name) for name in chosen]


def _slip(name: str, chance: random.Random) -> str:
    at = chance.randrange(len(name))
    return name[:at] + chance.choice(("", "示")) + name[at + 1 :]


def told(former: Pairs) -> dict[str, float]:
    """The same former names, after the register told them one by one."""
    held = {new for _, new in former}
    last = {}
    for number, (old, new) in enumerate(former, start=5_000_000):
        if old not in held:  # a company in between would answer to its own present name
            last[old] = (number, old, new)
    refresh(((number, old) for number, old, _ in last.values()), BEFORE)
    refresh(((number, new) for number, _, new in last.values()), AFTER)
    return found("former_told", [(old, new) for _, old, new in last.values()])


def judged(same: Pairs, different: Pairs) -> dict[str, object]:
    """Precision and recall of `score at least t` over pairs; the score without any history."""
    good, bad = scores(same), scores(different)
    return {
        "pairs_same": len(good),
        "pairs_different": len(bad),
        "by_threshold": {str(t): _quality(good, bad, t) for t in THRESHOLDS},
    }


def scores(named: Pairs) -> list[float]:
    from mingjian.registry.names import normal  # noqa: PLC0415 - as in main
    from mingjian.registry.score import features, weigh  # noqa: PLC0415

    return [weigh(features(normal(one), normal(other))) for one, other in named]


def _quality(good: list[float], bad: list[float], threshold: float) -> dict[str, float]:
    hits = sum(score >= threshold for score in good)
    misses = sum(score >= threshold for score in bad)
    precision = hits / (hits + misses) if hits + misses else 1.0
    return {"precision": round(precision, 3), "recall": round(hits / len(good), 3)}


if __name__ == "__main__":
    main()
