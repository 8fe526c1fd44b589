"""What a row and a check cost as the district grows: from 10^4 to 10^6 subjects.

    python -m bench.scale [--sizes 10000 100000 1000000] [--rows 50000] [--checks 1000] [--rounds 3]

For each size a database of its own holds that many subjects with two records each, posted the way
intake posts them. Then the same delivery (so many new licences) is taken in, and so many checks are
asked, one after another on one connection. Each figure is the median of several rounds; the ratios
compare the dearest size with the cheapest. Last line: one JSON object.
"""

import argparse
import json
import random
import time
from pathlib import Path
from statistics import median
from typing import Any

from bench.common import child, platform
from bench.intake import registered, written

PRELOADED_RECORDS = 2
LIMIT = 1.5


def main() -> None:
    given = arguments()
    if given.child:
        print(json.dumps(measured(given)))
        return
    sizes = [one_size(given, size) for size in given.sizes]
    row = [float(size["row_us"]) for size in sizes]
    check = [float(size["check_us"]) for size in sizes]
    ratios = {"row": max(row) / min(row), "check": max(check) / min(check)}
    flat = all(ratio <= LIMIT for ratio in ratios.values())
    told = {name: round(ratio, 2) for name, ratio in ratios.items()}
    print(json.dumps({"sizes": sizes, "ratios": told, "limit": LIMIT, "flat": flat}))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--checks", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--child", type=int, help="internal: measure one district of this size")
    return parser.parse_args()


def one_size(given: argparse.Namespace, size: int) -> dict[str, Any]:
    """A district of `size` subjects, in a process of its own so that memory starts anew."""
    words = ["--child", str(size), "--rows", str(given.rows)]
    words += ["--checks", str(given.checks), "--rounds", str(given.rounds)]
    told = child(__file__, *words)
    print(json.dumps(told))
    return told


def measured(given: argparse.Namespace) -> dict[str, Any]:
    with platform(f"bench_scale_{given.child}") as home:
        codes = registered(given.child)
        records = PRELOADED_RECORDS * given.child
        taken_in(written(home / "base.csv", records, codes, "底"))
        rows = [
            taken_in(written(home / "delivery.csv", given.rows, codes, f"甲{number}")) / given.rows
            for number in range(given.rounds)
        ]
        checks = [checked(codes, given.checks) for _ in range(given.rounds)]
    return {
        "subjects": given.child,
        "records": records,
        "row_us": round(1e6 * median(rows), 1),
        "check_us": round(1e6 * median(checks), 1),
    }


def taken_in(path: Path) -> float:
    """Seconds from receipt to posted."""
    from mingjian.accounts.actor import system  # noqa: PLC0415 - Django must be set up first
    from mingjian.intake.process import run  # noqa: PLC0415
    from mingjian.intake.receive import receive  # noqa: PLC0415
    from mingjian.intake.stage import Via  # noqa: PLC0415

    start = time.perf_counter()
    submission = receive(
        path,
        filename=path.name,
        item="licence",
        unit_id="zhenhai-market-regulation",
        actor=system("bench"),
        via=Via.CLI,
    )
    run(submission.pk)
    seconds = time.perf_counter() - start
    submission.refresh_from_db()
    if submission.stage != "posted" or submission.bad or submission.held:
        raise SystemExit(f"not all rows were posted: {submission.problem} {submission.codes}")
    return seconds


def checked(codes: list[str], count: int) -> float:
    """Seconds for one check, log entry included, over subjects drawn at random with a seed."""
    from mingjian.accounts.actor import SYSTEM  # noqa: PLC0415 - Django must be set up first
    from mingjian.checks.ask import ask  # noqa: PLC0415
    from mingjian.checks.request import CheckRequest  # noqa: PLC0415
    from mingjian.evidence.seal import seal_once  # noqa: PLC0415

    seal_once()
    drawn = random.Random(2019).choices(codes, k=count)  # noqa: S311 - a seed to repeat the run by
    start = time.perf_counter()
    for code in drawn:
        ask(SYSTEM, CheckRequest(code, "licensing", "decision", "示例1"))
    return (time.perf_counter() - start) / count


if __name__ == "__main__":
    main()
