"""A workbook of 100,000 codes, checked, logged and given back, against as many calls one by one.

    python -m bench.batch [--small] [--rounds 3]

100,000 subjects with four records each (`--small`: 5,000), every fifth with effects in force. Each
round sends the workbook, does the work as the worker does it, and writes the annotated workbook;
a process of its own tells its time and memory. Calls one by one go over HTTP to Granian, one after
another, for the same subjects; their rate is measured on a sample. Last line: one JSON object.
"""

import argparse
import json
import os
import random
import resource
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from bench import check
from bench.common import child, fresh_database

DATABASE = "mingjian_bench_batch"
RECORDS_EACH = 4
WIRES = 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--small", action="store_true", help="5,000 subjects")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    os.environ.setdefault("MINGJIAN_HOME", tempfile.mkdtemp(prefix="mingjian-bench-"))
    os.environ["MINGJIAN_DATABASE_NAME"] = check.DATABASE = DATABASE
    os.environ["DJANGO_SETTINGS_MODULE"] = "mingjian.site.settings"
    if given.work is not None:
        work(given.work)
        return
    with fresh_database(DATABASE):
        import django  # noqa: PLC0415 - the environment must be set first

        django.setup()
        result = measure(given)
    print(json.dumps(result))


def measure(given: argparse.Namespace) -> dict[str, object]:
    """Rounds of one workbook and one sample of calls in turn; medians."""
    from mingjian.evidence.fresh import beat  # noqa: PLC0415

    subjects = 5_000 if given.small else 100_000
    codes, key = check.fill(subjects, subjects * RECORDS_EACH)
    path = Path(os.environ["MINGJIAN_HOME"]) / "bench-batch.xlsx"
    write(path, codes)
    requests = [check.http_request(code, key) for code in codes]
    seconds, memory, calls, written = [], [], [], []
    for number in range(given.rounds):
        beat()
        with check.web():
            warm(requests)
            calls.append(check.logged_loop(requests, 1, given.seconds).per_second)
        told = beating(path)
        seconds.append(told["seconds"])
        written.append(told["written"])
        memory.append(told["memory_mb"])
        ratio = subjects / told["seconds"] / calls[-1]
        print(
            f"round {number + 1}: workbook to workbook {told['seconds']:.1f} s (written in "
            f"{told['written']:.1f} s), {told['memory_mb']:.0f} MB; one by one {calls[-1]:,.0f} "
            f"a second; ratio {ratio:.1f}"
        )
    rate = [subjects / one for one in seconds]
    return {
        "subjects": subjects,
        "seconds": round(median(seconds), 2),
        "seconds_writing": round(median(written), 2),
        "memory_mb": round(max(memory)),
        "rows_per_second": round(median(rate)),
        "one_by_one_per_second": round(median(calls)),
        "ratio": round(median(a / b for a, b in zip(rate, calls, strict=True)), 1),
    }


def warm(requests: list[bytes]) -> None:
    """Wait until every worker of the web server has loaded: one answer on each of some wires."""
    for request in requests[:WIRES]:
        wire, received = check.connected(time.monotonic() + 60), bytearray()
        wire.sendall(request)
        while not check.whole(received):
            received += wire.recv(262_144)
        wire.close()


def beating(path: Path) -> dict[str, float]:
    """The work in a process of its own, under a fresh heartbeat of the sealer."""
    from mingjian.evidence.fresh import beat  # noqa: PLC0415

    beat()
    return child(__file__, "--work", str(path))


def write(path: Path, codes: list[str]) -> None:
    """The workbook: a number, a name, a code, a note; in no order."""
    from xlsxwriter import Workbook  # noqa: PLC0415

    shuffled = random.Random(7).sample(codes, len(codes))  # noqa: S311 - a repeatable choice
    book = Workbook(str(path), {"constant_memory": True})
    page = book.add_worksheet("名单")
    page.write_row(0, 0, ["序号", "企业名称", "统一社会信用代码", "备注"])
    for number, code in enumerate(shuffled, 1):
        page.write_row(number, 0, [number, f"示例第{number}号", code, "示例"])
    book.close()


def work(path: Path) -> None:
    """In the child: workbook to workbook; prints seconds and the most memory as JSON."""
    import django  # noqa: PLC0415

    django.setup()
    from mingjian.accounts.actor import system  # noqa: PLC0415
    from mingjian.checks.batch.receive import Wanted, receive_batch  # noqa: PLC0415
    from mingjian.checks.batch.run import run_batch  # noqa: PLC0415
    from mingjian.checks.batch.workbook import annotated  # noqa: PLC0415
    from mingjian.checks.models import Batch  # noqa: PLC0415
    from mingjian.site.worker import settled  # noqa: PLC0415

    with settled():
        began = time.perf_counter()
        wanted = Wanted(check.MATTER, "decision", "示办2024-批1")
        sent = receive_batch(path, filename=path.name, wanted=wanted, actor=system("bench"))
        run_batch(sent.id)
        answered = time.perf_counter()
        row = Batch.objects.get(pk=sent.id)
        if row.stage != "done":
            sys.exit(f"the batch is {row.stage}: {row.problem}")
        annotated(row)
        ended = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {"seconds": ended - began, "written": ended - answered, "memory_mb": peak}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
