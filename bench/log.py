"""The log: entries sealed a second, full verification against hashing alone, time of one proof.

    python -m bench.log [--entries 10000000] [--small] [--processes 2] [--rounds 1]

Runs in a database of its own in the embedded PostgreSQL of MINGJIAN_HOME. What was written in bulk
is vacuumed before it is verified, as the server does by itself within minutes: else the first who
reads a page writes it, too. "Hashing alone" is one Python loop of SHA-256 over the bytes of each
leaf, held in memory: no database, no tree, no signatures. Verification reads every entry from
PostgreSQL, hashes it, rebuilds the tree, checks nodes, seals and strays, in `--processes`
processes. Last line: one JSON object.
"""

import argparse
import json
import os
import random
import tempfile
import time
from collections.abc import Iterator
from hashlib import sha256
from statistics import median, quantiles

from bench.common import fresh_database

DATABASE = "mingjian_bench_log"
SMALL = 300_000
BATCH = 1_000_000
STEADY = 50
STEADY_ENTRIES = 1_000
PROOFS = 1_000
# Bodies as long as those of checks: the answer's digest, case number, matter, purpose.
FILL = """
INSERT INTO evidence_entry (kind, actor, subject_id, body)
SELECT 'check.asked', 'client:' || mod(n, 100), mod(n, 60000),
       '{"case":"2026-' || n || '","digest":"' || md5(n::text) || '","matter":"licence.grant"}'
FROM generate_series(%s::bigint, %s::bigint) n
"""


def main() -> None:
    given = arguments()
    os.environ.setdefault("MINGJIAN_HOME", tempfile.mkdtemp(prefix="mingjian-bench-"))
    os.environ["MINGJIAN_DATABASE_NAME"] = DATABASE
    os.environ["DJANGO_SETTINGS_MODULE"] = "mingjian.site.settings"
    with fresh_database(DATABASE):
        import django  # noqa: PLC0415 - the environment must be set first

        django.setup()
        result = {"entries": given.entries, **sealing(given.entries), **steady()}
        vacuum()
        result |= verification(given.processes, given.rounds) | proofs()
    print(json.dumps(result))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--entries", type=int, default=10_000_000)
    parser.add_argument("--small", action="store_true", help=f"{SMALL:,} entries")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=1)
    given = parser.parse_args()
    given.entries = SMALL if given.small else given.entries
    return given


def sealing(entries: int) -> dict[str, object]:
    """Entries a second that one seal places, all of them at once."""
    from mingjian.evidence.seal import seal_once  # noqa: PLC0415
    from mingjian.evidence.session import own_session  # noqa: PLC0415

    began = time.perf_counter()
    with own_session() as session:
        for first in range(0, entries, BATCH):
            session.execute(FILL, [first, min(first + BATCH, entries) - 1])
    appended = time.perf_counter() - began
    print(f"{entries:,} entries appended in bulk in {appended:.1f} s")
    began = time.perf_counter()
    seal_once()
    seconds = time.perf_counter() - began
    print(f"sealed in {seconds:.1f} s: {entries / seconds:,.0f} a second")
    return {"sealed_per_second": round(entries / seconds)}


def steady() -> dict[str, object]:
    """The sealer in daily life: milliseconds for a seal of 1,000 new entries."""
    from mingjian.evidence.seal import seal  # noqa: PLC0415
    from mingjian.evidence.session import own_session  # noqa: PLC0415

    took = []
    with own_session() as session, own_session() as writer:
        for _ in range(STEADY):
            writer.execute(FILL, [1, STEADY_ENTRIES])
            began = time.perf_counter()
            seal(session)
            took.append(1000 * (time.perf_counter() - began))
    print(f"a seal of {STEADY_ENTRIES:,} more entries: median {median(took):.1f} ms")
    return {"seal_of_1000_ms": round(median(took), 1)}


def vacuum() -> None:
    """What the server's autovacuum does after a while."""
    import psycopg  # noqa: PLC0415

    from mingjian.home.database import address  # noqa: PLC0415

    with psycopg.connect(address("owner").conninfo(), autocommit=True) as session:
        session.execute("VACUUM (ANALYZE) evidence_entry, evidence_position, evidence_node")


def verification(processes: int, rounds: int) -> dict[str, object]:
    """Full verification against hashing alone; medians of the rounds."""
    from mingjian.evidence.verify import verify_log  # noqa: PLC0415

    alone, whole = [], []
    for _ in range(rounds):
        alone.append(hashing_alone())
        report = verify_log(processes=processes)
        if not report.sound:
            raise SystemExit(f"the log is not sound: {report.faults[:5]}")
        whole.append(report.seconds)
        print(f"hashing alone {alone[-1]:.1f} s, verification {whole[-1]:.1f} s")
    ratio = median(whole) / median(alone)
    return {
        "hashing_alone_s": round(median(alone), 2),
        "verification_s": round(median(whole), 2),
        "verification_over_hashing": round(ratio, 2),
        "processes": processes,
    }


def hashing_alone() -> float:
    """Seconds of one Python loop over all leaves; reading them block by block is not counted."""
    from mingjian.evidence import leaf  # noqa: PLC0415
    from mingjian.evidence.session import own_session  # noqa: PLC0415

    seconds = 0.0
    query = f"COPY (SELECT {leaf.COLUMNS} FROM evidence_entry e) TO STDOUT (FORMAT BINARY)"  # noqa: S608 - fixed
    with own_session() as session, session.cursor() as cursor, cursor.copy(query.encode()) as copy:
        for block in blocks(leaf.rows(copy)):
            began = time.perf_counter()
            for row in block:
                sha256(b"\x00" + row).digest()
            seconds += time.perf_counter() - began
    return seconds


def blocks(rows: Iterator[bytes], size: int = 65_536) -> Iterator[list[bytes]]:
    block = []
    for row in rows:
        block.append(row)
        if len(block) == size:
            yield block
            block = []
    yield block


def proofs() -> dict[str, object]:
    """Milliseconds of one inclusion proof for entries picked at random, checked each."""
    from mingjian.evidence.prove import inclusion  # noqa: PLC0415
    from mingjian.evidence.read import entries  # noqa: PLC0415

    newest = entries(limit=1)[0].id
    chance, took = random.Random(1), []  # noqa: S311 - a repeatable choice
    for _ in range(PROOFS):
        number = chance.randint(1, newest)
        began = time.perf_counter()
        proof = inclusion(number)
        took.append(1000 * (time.perf_counter() - began))
        if not proof.holds():
            raise SystemExit(f"the proof of entry {number} does not hold")
    p50, p99 = median(took), quantiles(took, n=100)[98]
    print(f"one proof: p50 {p50:.2f} ms, p99 {p99:.2f} ms")
    return {"proof_p50_ms": round(p50, 2), "proof_p99_ms": round(p99, 2)}


if __name__ == "__main__":
    main()
