"""Checks answered a second over HTTP, log entry included, against pgbench on the same statement.

    python -m bench.check [--small] [--seconds 4] [--rounds 3]

On 60,000 subjects and 2 million records (`--small`: 3,000 and 100,000) in a database of its own in
the embedded PostgreSQL. Every fifth subject has effects in force: an entry with the measures that
the law attaches to it, an own measure, adverse information, a publication, a dispute.
Granian runs as `mingjian serve` runs it, with two workers; client, server
and database share the machine. pgbench runs the statement of `checks/statement.py`, prepared, one
for each answer, with as many clients; it takes its parameter from a table of ready questions, which
costs it one index probe. Rounds alternate, medians count. The sealer does not run meanwhile: what
sealing costs is measured by bench/log.py. Last line: one JSON object.
"""

import argparse
import json
import os
import random
import re
import selectors
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, cast

from bench.affected import fill_effects
from bench.common import fresh_database

if TYPE_CHECKING:
    import psycopg

DATABASE = "mingjian_bench_check"
PORT = 18_765
CLIENTS = (1, 16, 64)
WARM_UP = 1.0
BATCH = 250_000
MATTER = "licensing"
SUBJECTS = """
INSERT INTO registry_subject (id, kind, status, division, town, industry, address, origin,
  first_known_at)
SELECT n, 'enterprise', '存续', '330299', '示例街道', '批发业', '示例路1号', 'register', now()
FROM bench_code;
INSERT INTO registry_subjectcode (code, subject_id, held, flag)
SELECT code, n, daterange(NULL, NULL), 'in_use' FROM bench_code;
INSERT INTO registry_subjectname (subject_id, name, normal_name, "use", held)
SELECT n, '示例第' || n || '号贸易有限公司', '示例第' || n || '号贸易有限公司', 'current',
  daterange('2015-01-01', NULL) FROM bench_code"""
# A third of the records is in force, the others expired; four items in turn.
RECORDS = """
INSERT INTO ledger_version (record_id, seq, item, subject_id, unit_id, valid, known, submission_id,
  row_no, edition_id, act, digest, payload)
SELECT md5(n::text)::uuid, 1,
  (ARRAY['licence', 'penalty', 'market-entity', 'abnormal-operations'])[1 + n %% 4],
  1 + n %% %s::int, 'zhenhai-market-regulation',
  daterange('2018-01-01'::date + n %% 2000, CASE WHEN (n / 7) %% 3 > 0 THEN '2024-01-01'::date END),
  tstzrange(now(), NULL), 1 + n / 10000, n %% 10000, 'national@000000000000', 'posted',
  sha256(n::text::bytea), json_build_object('CF_XDR_MC', '示例第' || n || '号贸易有限公司',
    'CF_WSH', '示罚〔2019〕' || n || '号', 'CF_WFXW', '示例违法行为类型', 'CF_SY', '示例事实',
    'CF_YJ', '《示例法》第一条', 'CF_CFLB', '罚款', 'CF_NR', '罚款2000元', 'CF_NR_FK', '0.2',
    'CF_JDRQ', '2019-06-03', 'CF_CFJG', '示例局', 'CF_SJLY', '示例局')
FROM generate_series(%s::int, %s::int) n"""


@dataclass
class Loop:
    """What a closed loop of clients saw: answers a second, and the seconds each one took."""

    per_second: float
    times: list[float] = field(repr=False)

    def ms(self, percent: int) -> float:
        """A percentile in milliseconds."""
        return 1000 * quantiles(self.times, n=100)[percent - 1]


def main() -> None:
    given = arguments()
    os.environ.setdefault("MINGJIAN_HOME", tempfile.mkdtemp(prefix="mingjian-bench-"))
    os.environ["MINGJIAN_DATABASE_NAME"] = DATABASE
    os.environ["DJANGO_SETTINGS_MODULE"] = "mingjian.site.settings"
    with fresh_database(DATABASE):
        import django  # noqa: PLC0415 - the environment must be set first

        django.setup()
        codes, key = fill(given.subjects, given.records)
        with web():
            result = measure(given, [http_request(code, key) for code in codes])
    print(json.dumps({"subjects": given.subjects, "records": given.records, **result}))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--small", action="store_true", help="3,000 subjects, 100,000 records")
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    given.subjects, given.records = (3_000, 100_000) if given.small else (60_000, 2_000_000)
    return given


def fill(subjects: int, records: int) -> tuple[list[str], str]:
    """Subjects, records, one client system and ready questions; the codes and the client's key."""
    from mingjian.accounts.clients import allow_checks, issue_key, open_client  # noqa: PLC0415
    from mingjian.kernel.uscc import compose  # noqa: PLC0415

    began = time.perf_counter()
    codes = [compose("91", "330299", f"EX{number:06d}") for number in range(1, subjects + 1)]
    system = open_client("示例系统", "zhenhai-approval-office")
    allow_checks(system, "licensing", ["licence", "penalty", "abnormal-operations"])
    key = issue_key(system)
    with owner() as session:
        session.execute("CREATE TABLE bench_code (n int PRIMARY KEY, code text, given text)")
        session.execute("GRANT SELECT ON bench_code TO mingjian_app")
        with session.cursor() as cursor, cursor.copy("COPY bench_code FROM STDIN") as copy:
            for number, code in enumerate(codes, 1):
                copy.write_row((number, code, parameter(code, key)))
        session.execute(SUBJECTS.encode())
        for first in range(0, records, BATCH):
            session.execute(RECORDS.encode(), [subjects, first, min(first + BATCH, records) - 1])
        fill_bearing(session)
        fill_effects(session, subjects)
        session.execute("VACUUM ANALYZE")
        session.execute("CHECKPOINT")
    print(f"{subjects:,} subjects, {records:,} records: {time.perf_counter() - began:.0f} s")
    return codes, key


def fill_bearing(session: "psycopg.Connection") -> None:
    """What the web server would give the statement beside the question."""
    from mingjian.checks.bearing import bearing  # noqa: PLC0415

    session.execute("CREATE TABLE bench_bearing AS SELECT %s::text AS given", [bearing([MATTER])])
    session.execute("GRANT SELECT ON bench_bearing TO mingjian_app")


@contextmanager
def owner() -> Iterator["psycopg.Connection"]:
    """A session as superuser: only it may ask for a checkpoint."""
    import psycopg  # noqa: PLC0415

    from mingjian.home.database import address  # noqa: PLC0415

    where = address("superuser").named(DATABASE).conninfo()
    with psycopg.connect(where, autocommit=True) as session:
        yield session


def parameter(code: str, key: str) -> str:
    """What the web server would give the statement for this question."""
    from mingjian.checks.ask import Ask, parameters  # noqa: PLC0415
    from mingjian.checks.request import CheckRequest  # noqa: PLC0415

    request = CheckRequest(code, "licensing", "decision", "示办2024-1").checked()
    given: str = parameters([Ask(request, key)])[0]
    return given


def http_request(code: str, key: str) -> bytes:
    """One check as bytes on the wire."""
    fields = {"code": code, "matter": "licensing", "purpose": "decision", "case": "示办2024-1"}
    body = json.dumps(fields).encode()
    head = (
        f"POST /api/v1/checks HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


@contextmanager
def web() -> Iterator[None]:
    """Granian as `mingjian serve` starts it, until it answers."""
    from mingjian.site.processes import web_command  # noqa: PLC0415

    place = Path(os.environ["MINGJIAN_HOME"])
    (place / "static").mkdir(exist_ok=True)
    with (place / "bench-web.log").open("wb") as log:
        server = subprocess.Popen(
            web_command("127.0.0.1", PORT, 2), stdout=log, stderr=log, start_new_session=True
        )
    try:
        connected(time.monotonic() + 60).close()
        yield
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def connected(deadline: float) -> socket.socket:
    """A connection to the web server, waiting for it until the deadline."""
    while True:
        try:
            wire = socket.create_connection(("127.0.0.1", PORT))
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return wire


def closed_loop(requests: list[bytes], clients: int, seconds: float) -> Loop:
    """Each client sends its next request when it has its answer; the first second is not counted.

    Exits when an answer is not 201.
    """
    chance = random.Random(clients)  # noqa: S311 - a repeatable choice
    selector = selectors.DefaultSelector()
    for _ in range(clients):
        wire = connected(time.monotonic() + 5)
        selector.register(wire, selectors.EVENT_READ, [bytearray(), time.perf_counter()])
        wire.sendall(chance.choice(requests))
    counted_from = time.perf_counter() + WARM_UP
    end, times = counted_from + seconds, []
    while time.perf_counter() < end:
        for ready, _ in selector.select(1):
            wire, state = cast("socket.socket", ready.fileobj), ready.data
            state[0] += wire.recv(262_144)
            if not whole(state[0]):
                continue
            now = time.perf_counter()
            if state[1] >= counted_from:
                times.append(now - state[1])
            state[0].clear()
            state[1] = now
            wire.sendall(chance.choice(requests))
    for ready in list(selector.get_map().values()):
        cast("socket.socket", ready.fileobj).close()
    return Loop(len(times) / seconds, times)


def whole(received: bytearray) -> bool:
    """Whether the response is there to its last byte."""
    head = received.find(b"\r\n\r\n")
    if head < 0:
        return False
    if not received.startswith(b"HTTP/1.1 201"):
        raise SystemExit(received.decode("utf-8", "replace"))
    at = received.lower().find(b"content-length:", 0, head)
    length = int(received[at + 15 : received.find(b"\r\n", at)])
    return len(received) >= head + 4 + length


def pgbench(clients: int, seconds: float) -> float:
    """Statements a second with as many clients, each prepared once for each connection."""
    from mingjian.checks.statement import ASK  # noqa: PLC0415
    from mingjian.evidence.fresh import seal_limit  # noqa: PLC0415
    from mingjian.home.database import address  # noqa: PLC0415
    from mingjian.home.postgres import BINARIES  # noqa: PLC0415

    question = "(SELECT given FROM bench_code WHERE n = :n)"
    bears = "(SELECT given FROM bench_bearing)"
    statement = ASK
    for part in (question, bears, str(seal_limit())):
        statement = statement.replace("%s", part, 1)
    script = Path(os.environ["MINGJIAN_HOME"]) / "bench-check.sql"
    with owner() as session:
        row = session.execute("SELECT count(*) FROM bench_code").fetchone()
    script.write_text(f"\\set n random(1, {row[0] if row else 0})\n{statement};\n", "utf-8")
    where = address("app")
    command = [str(BINARIES / "pgbench"), "-n", "-M", "prepared", "-f", str(script)]
    command += ["-c", str(clients), "-j", str(min(clients, 2)), "-T", str(max(1, round(seconds)))]
    command += ["-h", where.host, "-p", where.port, "-U", where.user, DATABASE]
    done = subprocess.run(
        command,
        env=os.environ | {"PGPASSWORD": where.password},
        check=True,
        capture_output=True,
        text=True,
    )
    found = re.search(r"tps = ([0-9.]+)", done.stdout)
    if found is None:
        raise SystemExit(done.stdout + done.stderr)
    return float(found[1])


def measure(given: argparse.Namespace, requests: list[bytes]) -> dict[str, object]:
    """Rounds of HTTP and pgbench in turn; medians, and the ratio of each round."""
    loops: dict[int, list[Loop]] = {clients: [] for clients in CLIENTS}
    floors: dict[int, list[float]] = {clients: [] for clients in CLIENTS}
    for number in range(given.rounds):
        for clients in CLIENTS:
            loops[clients].append(logged_loop(requests, clients, given.seconds))
            floors[clients].append(pgbench(clients, given.seconds))
            loop, floor = loops[clients][-1], floors[clients][-1]
            print(
                f"round {number + 1}, {clients:2} clients: {loop.per_second:6,.0f} answers a "
                f"second (p50 {loop.ms(50):.1f} ms, p99 {loop.ms(99):.1f} ms), "
                f"pgbench {floor:6,.0f}, ratio {loop.per_second / floor:.2f}"
            )
    return {str(clients): summary(loops[clients], floors[clients]) for clients in CLIENTS}


def logged_loop(requests: list[bytes], clients: int, seconds: float) -> Loop:
    """A closed loop, and the proof that every answer has its entry in the log."""
    from mingjian.evidence.fresh import beat  # noqa: PLC0415

    beat()
    before = entries()
    loop = closed_loop(requests, clients, seconds)
    if entries() - before < len(loop.times):
        raise SystemExit("answers without an entry in the log")
    return loop


def entries() -> int:
    with owner() as session:
        row = session.execute("SELECT count(*) FROM evidence_entry").fetchone()
        return int(row[0]) if row else 0


def summary(loops: list[Loop], floors: list[float]) -> dict[str, float]:
    ratios = [loop.per_second / floor for loop, floor in zip(loops, floors, strict=True)]
    p50, p99 = median(loop.ms(50) for loop in loops), median(loop.ms(99) for loop in loops)
    return {
        "answers_per_second": round(median(loop.per_second for loop in loops)),
        "pgbench_per_second": round(median(floors)),
        "ratio": round(median(ratios), 3),
        "p50_ms": round(p50, 2),
        "p99_ms": round(p99, 2),
        "p99_over_p50": round(median(loop.ms(99) / loop.ms(50) for loop in loops), 2),
    }


if __name__ == "__main__":
    main()
