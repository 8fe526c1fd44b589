"""Intake: a file to posted and logged, against COPY, frictionless and calamine on the same rows.

    python -m bench.intake [--rows 1000000] [--subjects 60000] [--sheet 100000] [--rounds 3]

COPY writes the 24 columns as text into one table without an index. Frictionless, which reads the
file while it validates, takes a part of the same csv against the same fields and is scaled by rows;
our validation is told alone and together with our reading. Peak memory is that of the worker
process, at a quarter of the rows and at all of them. Each round sends decisions not seen before.
Last line: one JSON object.
"""

import argparse
import csv
import json
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.common import child, medians, peak_mb, platform, timed

UNIT = "zhenhai-market-regulation"
FRICTIONLESS_ROWS = 20_000
DAYS = 5
SMALLER = 4


def main() -> None:
    given = arguments()
    if given.child:
        print(json.dumps(worked(given.child)))
        return
    with platform("bench_intake") as home:
        result = measured(given, home)
    print(json.dumps(result))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--subjects", type=int, default=60_000)
    parser.add_argument("--sheet", type=int, default=100_000, help="rows of the workbook")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--child", type=Path, help="internal: work on this file, tell how it went")
    return parser.parse_args()


def measured(given: argparse.Namespace, home: Path) -> dict[str, float]:
    codes = registered(given.subjects)
    sample = written(home / "sample.csv", FRICTIONLESS_ROWS, codes, "样")
    small = written(home / "small.csv", given.rows // SMALLER, codes, "小")
    few = child(__file__, "--child", str(small))
    whole = written(home / "copy.csv", given.rows, codes, "抄")
    copied = medians(lambda _: copy_of(whole), given.rounds)
    rounds = [sent(home, given.rows, codes, n) for n in range(given.rounds)]
    posted = medians(lambda n: float(rounds[n]["seconds"]), given.rounds)
    reading, checking = (
        medians(lambda n, stage=stage: float(rounds[n]["stages"][stage]), given.rounds)  # type: ignore[misc]  # called at once
        for stage in ("_read", "_validate")
    )
    rate = given.rows / FRICTIONLESS_ROWS
    plain = medians(lambda _: timed(lambda: frictionless(sample)), given.rounds) * rate
    peak = max(float(one["peak_mb"]) for one in rounds)
    sheet = workbook(home / "sheet.xlsx", given.sheet, codes)
    read, took = calamine(sheet), child(__file__, "--child", str(sheet))
    return {
        "rows": given.rows,
        "copy_seconds": round(copied, 2),
        "posted_seconds": round(posted, 2),
        "posted_of_copy": round(copied / posted, 3),
        "frictionless_seconds": round(plain, 2),
        "validate_seconds": round(checking, 2),
        "validate_times_frictionless": round(plain / checking, 1),
        "read_and_validate_seconds": round(reading + checking, 2),
        "read_and_validate_times_frictionless": round(plain / (reading + checking), 1),
        "peak_mb": round(peak),
        "peak_growth": round(peak / float(few["peak_mb"]), 2),
        "sheet_rows": given.sheet,
        "calamine_seconds": round(read, 2),
        "sheet_seconds": round(float(took["seconds"]), 2),
        "sheet_times_calamine": round(float(took["seconds"]) / read, 2),
        **{f"stage{name}": seconds for name, seconds in rounds[-1]["stages"].items()},
        **{f"sheet_stage{name}": seconds for name, seconds in took["stages"].items()},
    }


def registered(subjects: int) -> list[str]:
    """Synthetic organisations of division 330299, known to the registry under their names."""
    import pyarrow as pa  # noqa: PLC0415 - Django must be set up first
    from django.db import connection, transaction  # noqa: PLC0415

    from mingjian.kernel.uscc import compose  # noqa: PLC0415
    from mingjian.registry.refresh import refresh_from_register  # noqa: PLC0415

    codes = [compose("91", "330299", f"{number:08d}") for number in range(1, subjects + 1)]
    table = pa.table({"code": codes, "name": [name(n) for n in range(subjects)]})
    with transaction.atomic(), connection.cursor() as cursor:
        refresh_from_register(cursor, table, date(2019, 1, 1))
    return codes


def name(number: int) -> str:
    return f"示例{number}号贸易有限公司"


def rows(count: int, codes: list[str], mark: str) -> Iterator[dict[str, str]]:
    """Licences in the layout of 2018: 24 fields, decided within the last few days."""
    authority = codes[0]
    days = [(date.today() - timedelta(days=n)).isoformat() for n in range(DAYS)]  # noqa: DTZ011 - the receiver's own day
    for number in range(count):
        who = number * 7 % len(codes)
        yield {
            "XK_XDR_MC": name(who),
            "XK_XDR_SHXYM": codes[who],
            "XK_XDR_GSZC": f"3302{number:011d}",
            "XK_XKWS": "示例许可决定书",
            "XK_WSH": f"示{mark}许〔2019〕{number}号",
            "XK_XKLB": "普通",
            "XK_XKZS": "示例经营许可证",
            "XK_XKBH": f"SL330299{number:08d}",
            "XK_NR": f"准予从事示例经营活动（第{number % 5000}类），有效期内不得转让",
            "XK_JDRQ": days[number % DAYS],
            "XK_YXQZ": days[number % DAYS],
            "XK_YXQZI": "2099-12-31",
            "XK_XKJG": "示例局",
            "XK_XKJGDM": authority,
            "XK_ZT": "1",
            "XK_LYDW": "示例局",
            "XK_LYDWDM": authority,
            "BZ": f"示例备注{number}",
        }


def titles() -> dict[str, str]:
    """The 24 columns of the layout: field to header."""
    return {f.name: f.title.zh for f in item().fields if f.template}


def item() -> Any:
    from mingjian.policy.standing import policies  # noqa: PLC0415 - Django must be set up first

    return policies().item("licence", date(2026, 1, 1))


def written(path: Path, count: int, codes: list[str], mark: str) -> Path:
    """A csv file of so many rows."""
    headers = titles()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(headers.values())
        for row in rows(count, codes, mark):
            writer.writerow([row.get(field, "") for field in headers])
    return path


def copy_of(path: Path) -> float:
    """Seconds that COPY of the same rows into one table takes."""
    import psycopg  # noqa: PLC0415 - Django must be set up first

    from mingjian.home.database import address  # noqa: PLC0415

    columns = ", ".join(f"{field.lower()} text" for field in titles())
    with psycopg.connect(address("owner").conninfo(), autocommit=True) as session:
        session.execute("DROP TABLE IF EXISTS bench_rows")
        session.execute(f"CREATE TABLE bench_rows ({columns})".encode())
        start = time.perf_counter()
        statement = "COPY bench_rows FROM STDIN (FORMAT csv, HEADER true)"
        with path.open("rb") as file, session.cursor() as cursor, cursor.copy(statement) as copy:
            while block := file.read(1 << 20):
                copy.write(block)
        took = time.perf_counter() - start
        session.execute("DROP TABLE bench_rows")
    return took


def sent(home: Path, count: int, codes: list[str], number: int) -> dict[str, Any]:
    """One round: a file of new decisions, from receipt to posted, in a process of its own."""
    path = written(home / "round.csv", count, codes, f"甲{number}")
    return child(__file__, "--child", str(path))


def worked(path: Path) -> dict[str, object]:
    """Receive a file and take it all the way; seconds of each stage and peak memory."""
    import django  # noqa: PLC0415 - the parent set the environment

    django.setup()
    from mingjian.accounts.actor import system  # noqa: PLC0415
    from mingjian.intake import process  # noqa: PLC0415
    from mingjian.intake.receive import receive  # noqa: PLC0415
    from mingjian.intake.stage import Via  # noqa: PLC0415

    actor = system("bench")
    warm_up(path, actor)
    stages: dict[str, float] = {}
    for stage, step in list(process._STEPS.items()):  # noqa: SLF001 - a stop-watch around each step
        process._STEPS[stage] = _watched(stages, step)  # noqa: SLF001
    start = time.perf_counter()
    kept = receive(path, filename=path.name, item="licence", unit_id=UNIT, actor=actor, via=Via.CLI)
    stages["_receive"] = round(time.perf_counter() - start, 2)
    process.run(kept.pk)
    took = time.perf_counter() - start
    kept.refresh_from_db()
    if kept.new != kept.rows:
        raise SystemExit(f"{kept.stage}: {kept.new} of {kept.rows} posted, {kept.problem}")
    return {"seconds": took, "stages": stages, "peak_mb": peak_mb()}


def warm_up(path: Path, actor: Any) -> None:
    """A worker lives long: its first file, which loads the libraries, is not what is measured."""
    from mingjian.intake.process import run  # noqa: PLC0415 - Django must be set up first
    from mingjian.intake.receive import receive  # noqa: PLC0415
    from mingjian.intake.stage import Via  # noqa: PLC0415

    empty = path.with_name("warm-up.csv")
    empty.write_text(",".join(titles().values()) + "\n" + "," * (len(titles()) - 1) + "x\n")
    kept = receive(
        empty, filename=empty.name, item="licence", unit_id=UNIT, actor=actor, via=Via.CLI
    )
    run(kept.pk)


def _watched(stages: dict[str, float], step: Any) -> Any:
    def take(*given: Any) -> None:
        stages[step.__name__] = round(timed(lambda: step(*given)), 2)

    return take


def frictionless(path: Path) -> None:
    """The same fields with their types and constraints, as frictionless validates them."""
    from frictionless import Resource, Schema  # noqa: PLC0415 - slow to load

    fields = []
    for field in item().fields:
        if field.template:
            bounds = field.constraints.model_dump(mode="json", by_alias=True, exclude_none=True)
            bounds.pop("decimals", None)
            fields.append({"name": field.title.zh, "type": field.type, "constraints": bounds})
    schema = Schema.from_descriptor({"fields": fields})
    resource = Resource(path.name, basepath=str(path.parent), schema=schema)
    report = resource.validate()
    if not report.valid:
        raise SystemExit(f"frictionless disagrees: {report.flatten(['message'])[:3]}")


def workbook(path: Path, count: int, codes: list[str]) -> Path:
    """The same rows as a workbook."""
    import xlsxwriter  # noqa: PLC0415 - only here

    headers = titles()
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("许可")
        sheet.write_row(0, 0, list(headers.values()))
        for number, row in enumerate(rows(count, codes, "表"), start=1):
            for column, field in enumerate(headers):
                if field in row:
                    sheet.write_string(number, column, row[field])
    return path


def calamine(path: Path) -> float:
    """Seconds that calamine alone needs to read the workbook's rows."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - only here

    def read() -> None:
        for _ in CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).iter_rows():
            pass

    return medians(lambda _: timed(read), 3)


if __name__ == "__main__":
    main()
