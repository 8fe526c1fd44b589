"""Moving the date alone changes answers, at equal cost: expiry needs no job.

    python -m bench.expiry [--small] [--rounds 5]

The same subjects are asked about on a day before and on a day after half of their list entries run
out (2026-06-01); nothing is written in between but the log. Prints what changed, the cost of an
answer on either day, and their ratio. Last line: one JSON object.
"""

import argparse
import json
import os
import tempfile
import time
from datetime import date
from statistics import median

from bench import check
from bench.common import fresh_database

DATABASE = "mingjian_bench_expiry"
DAYS = (date(2026, 5, 31), date(2026, 6, 1))
SET = 500


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--small", action="store_true", help="2,000 subjects")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    os.environ.setdefault("MINGJIAN_HOME", tempfile.mkdtemp(prefix="mingjian-bench-"))
    os.environ["MINGJIAN_DATABASE_NAME"] = check.DATABASE = DATABASE
    os.environ["DJANGO_SETTINGS_MODULE"] = "mingjian.site.settings"
    with fresh_database(DATABASE):
        import django  # noqa: PLC0415 - the environment must be set first

        django.setup()
        subjects = 2_000 if given.small else 20_000
        codes, key = check.fill(subjects, subjects * 4)
        print(json.dumps(measure(codes[4::5], key, given.rounds)))


def measure(codes: list[str], key: str, rounds: int) -> dict[str, object]:
    """Rounds of both days in turn, over subjects that have effects."""
    costs: dict[date, list[float]] = {day: [] for day in DAYS}
    told: dict[date, int] = {}
    for _ in range(rounds + 1):
        for day in DAYS:
            seconds, told[day] = asked(codes, key, day)
            costs[day].append(1e6 * seconds / len(codes))
    before, after = (median(costs[day][1:]) for day in DAYS)  # the first round warms up
    print(f"entries told on {DAYS[0]}: {told[DAYS[0]]:,}; on {DAYS[1]}: {told[DAYS[1]]:,}")
    return {
        "subjects": len(codes),
        "entries_before": told[DAYS[0]],
        "entries_after": told[DAYS[1]],
        "us_before": round(before),
        "us_after": round(after),
        "ratio": round(after / before, 3),
    }


def asked(codes: list[str], key: str, day: date) -> tuple[float, int]:
    """Seconds to ask about all of them on a day, and how many list entries were told."""
    from mingjian.checks.answer import Answer  # noqa: PLC0415
    from mingjian.checks.ask import Ask, ask_many  # noqa: PLC0415
    from mingjian.checks.request import CheckRequest  # noqa: PLC0415
    from mingjian.evidence.fresh import beat  # noqa: PLC0415

    beat()
    whole = [CheckRequest(code, check.MATTER, "decision", "示办2024-1", day) for code in codes]
    asks = [Ask(one.checked(), key) for one in whole]
    began, answers = time.perf_counter(), []
    for first in range(0, len(asks), SET):
        answers += ask_many(asks[first : first + SET])
    seconds = time.perf_counter() - began
    given = [json.loads(one.text) for one in answers if isinstance(one, Answer)]
    return seconds, sum(len(one["entries"]) for one in given)


if __name__ == "__main__":
    main()
