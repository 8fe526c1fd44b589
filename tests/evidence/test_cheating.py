"""A server that cheats: its owner switches the triggers off and rewrites history.

Each cheat is found by `verify_log`; those that leave the database in perfect order, because the
whole tree was rebuilt and signed with the log's own key, are found by the witness alone.
"""

import random
from collections import Counter
from collections.abc import Callable

import psycopg
import pytest

from evidence.logs import cheating, sealed
from mingjian.evidence.faults import Fault
from mingjian.evidence.problems import HistoryCut, HistoryForked, LogDamaged
from mingjian.evidence.prove import LocalLog
from mingjian.evidence.seal import seal_once
from mingjian.evidence.verify import verify_log
from mingjian.evidence.witness import Witness, default_folder

Cheat = Callable[[psycopg.Connection], object]
SIZE = 600
MUTATIONS = 200


@pytest.fixture
def log(owner: psycopg.Connection) -> psycopg.Connection:
    """600 entries under three seals; the witness has seen the last."""
    sealed(200, 300, 100)
    witnessed()
    return owner


def witnessed() -> Witness:
    """The site's witness, beginning anew with what the log shows now."""
    folder = default_folder()
    for name in ("checkpoint", "log.vkey"):
        (folder / name).unlink(missing_ok=True)
    witness = Witness(folder)
    witness.look(LocalLog())
    return witness


def faults() -> set[tuple[str, int | None]]:
    return {(fault.kind, fault.position) for fault in verify_log(block_levels=8).faults}


def at(position: int) -> str:
    return f"id = (SELECT entry_id FROM evidence_position WHERE position = {position})"


def drop_from(owner: psycopg.Connection, position: int) -> None:
    """Remove entries, places, nodes and seals from a position on: the tail is cut cleanly."""
    owner.execute(
        "DELETE FROM evidence_entry WHERE id IN"
        " (SELECT entry_id FROM evidence_position WHERE position >= %s)",
        [position],
    )
    owner.execute("DELETE FROM evidence_position WHERE position >= %s", [position])
    owner.execute("DELETE FROM evidence_node WHERE (place + 1) << level::int > %s", [position])
    owner.execute("DELETE FROM evidence_seal WHERE size > %s", [position])


def rewrite(owner: psycopg.Connection, change: str) -> None:
    """Change an entry, then let the sealer itself rebuild and sign the whole tree."""
    owner.execute(change.encode())
    for table in ("position", "node", "seal"):
        owner.execute(f"DELETE FROM evidence_{table}".encode())
    assert seal_once() is not None


def test_an_honest_log_is_sound(log: psycopg.Connection) -> None:
    assert log
    report = verify_log(block_levels=8)
    assert report.sound
    assert (report.entries, report.seals, report.waiting, report.witness) == (SIZE, 3, 0, SIZE)


INSIDE: dict[str, tuple[str, set[tuple[str, int | None]]]] = {
    "changed row": (
        f"UPDATE evidence_entry SET body = replace(body, '镇审', '甬审') WHERE {at(137)}",
        {("entry_changed", 137)},
    ),
    "another actor": (
        f"UPDATE evidence_entry SET actor = 'client:99' WHERE {at(0)}",
        {("entry_changed", 0)},
    ),
    "re-dated row": (
        f"UPDATE evidence_entry SET at = at - interval '1 microsecond' WHERE {at(599)}",
        {("entry_changed", 599)},
    ),
    "swapped subject": (
        f"UPDATE evidence_entry SET subject_id = 4242 WHERE {at(301)}",
        {("entry_changed", 301)},
    ),
    "subject taken away": (
        f"UPDATE evidence_entry SET subject_id = NULL WHERE {at(301)}",
        {("entry_changed", 301)},
    ),
    "dropped row": (
        f"DELETE FROM evidence_entry WHERE {at(255)}",
        {("entry_missing", 255)},
    ),
    "dropped row and place": (
        f"DELETE FROM evidence_entry WHERE {at(7)};"
        "DELETE FROM evidence_position WHERE position = 7",
        {
            ("position_missing", 7),
            ("node_changed", 0),
            *(("seal_root", size) for size in (200, 500, 600)),
        },
    ),
    "row added behind the sealer's back": (
        "INSERT INTO evidence_entry (xid, at, kind, actor, body)"
        " SELECT xid, at, kind, actor, body FROM evidence_entry LIMIT 1",
        {("entry_unsealed", None)},
    ),
    "leaf changed with its row": (
        f"UPDATE evidence_entry SET body = '{{}}' WHERE {at(300)};"
        "UPDATE evidence_position SET leaf = sha256('x') WHERE position = 300",
        {("entry_changed", 300), ("node_changed", 256), ("seal_root", 500), ("seal_root", 600)},
    ),
    "node changed": (
        "UPDATE evidence_node SET hash = sha256('x') WHERE place = 1",
        {("node_changed", 256)},
    ),
    "root of a seal changed": (
        "UPDATE evidence_seal SET root = sha256('x') WHERE size = 500",
        {("seal_root", 500), ("seal_signature", 500)},
    ),
    "note of a seal changed": (
        "UPDATE evidence_seal SET note = replace(note, E'\\n500\\n', E'\\n501\\n') WHERE size = 500",
        {("seal_signature", 500)},
    ),
    "note of a seal torn": (
        "UPDATE evidence_seal SET note = left(note, 40) WHERE size = 500",
        {("seal_signature", 500)},
    ),
    "two places exchanged": (
        "UPDATE evidence_position SET entry_id = -entry_id WHERE position IN (10, 11);"
        "UPDATE evidence_position p SET entry_id = -o.entry_id FROM evidence_position o"
        " WHERE p.position + o.position = 21 AND p.position IN (10, 11)",
        {("entry_changed", 10), ("entry_changed", 11)},
    ),
    "last seal removed": (
        "DELETE FROM evidence_seal WHERE size = 600",
        {("tail_cut", 500), *(("position_unsealed", place) for place in range(500, 600))},
    ),
}


@pytest.mark.parametrize("name", INSIDE)
def test_a_cheat_that_leaves_traces_inside_is_named(log: psycopg.Connection, name: str) -> None:
    statements, expected = INSIDE[name]
    with cheating(log):
        if "behind" in name:
            log.execute("ALTER TABLE evidence_entry ALTER xid SET DEFAULT '1'::xid8")
        log.execute(statements.encode())
    assert faults() == expected


def test_a_cut_tail_is_found_by_the_witness(log: psycopg.Connection) -> None:
    with cheating(log):
        drop_from(log, 500)
    assert faults() == {("tail_cut", 500)}
    with pytest.raises(HistoryCut):
        Witness(default_folder()).look(LocalLog())


def test_a_tail_cut_and_grown_again_is_found_by_the_witness(log: psycopg.Connection) -> None:
    with cheating(log):
        drop_from(log, 500)
    sealed(150)
    assert faults() == {("forked", SIZE)}
    with pytest.raises(HistoryForked):
        Witness(default_folder()).look(LocalLog())


@pytest.mark.parametrize(
    "change",
    [
        f"UPDATE evidence_entry SET body = '{{}}' WHERE {at(3)}",
        f"UPDATE evidence_entry SET at = at - interval '1 year' WHERE {at(3)}",
        f"UPDATE evidence_entry SET subject_id = 7 WHERE {at(3)}",
        f"DELETE FROM evidence_entry WHERE {at(599)}",
    ],
)
def test_a_history_rewritten_and_signed_anew_is_found_by_the_witness(
    log: psycopg.Connection, change: str
) -> None:
    with cheating(log):
        rewrite(log, change)
    kinds = {kind for kind, _ in faults()}
    assert kinds in ({"forked"}, {"tail_cut"})
    with pytest.raises(HistoryCut):
        Witness(default_folder()).look(LocalLog())


def test_without_a_witness_a_rewritten_history_looks_sound(log: psycopg.Connection) -> None:
    """Why there must be a witness outside: the one thing that no look inside can tell."""
    with cheating(log):
        rewrite(log, f"UPDATE evidence_entry SET body = '{{}}' WHERE {at(3)}")
    for name in ("checkpoint", "log.vkey"):
        (default_folder() / name).unlink()
    report = verify_log(block_levels=8)
    assert report.sound
    assert report.witness is None


def test_a_forged_witness_is_not_believed(log: psycopg.Connection) -> None:
    assert log
    path = default_folder() / "checkpoint"
    path.write_text(path.read_text("utf-8").replace("\n600\n", "\n500\n"), "utf-8")
    assert faults() == {("witness_signature", 500), ("forked", 500)}


def test_random_mutations_are_all_found(
    log: psycopg.Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    """200 single changes anywhere in the log's tables, each undone before the next."""
    chance = random.Random(20261123)  # noqa: S311 - a repeatable test, not a secret
    found: Counter[str] = Counter()
    with cheating(log):
        for _ in range(MUTATIONS):
            name, kinds = _mutated(log, chance)
            assert kinds, f"not found: {name}"
            found[name] += 1
    assert found.total() == MUTATIONS
    with capsys.disabled():
        told = ", ".join(f"{name} {count}" for name, count in sorted(found.items()))
        print(f"\nmutations found {found.total()} of {MUTATIONS}: {told}")  # noqa: T201 - the published count


def _mutated(owner: psycopg.Connection, chance: random.Random) -> tuple[str, set[str]]:
    """One mutation, committed, verified and taken back; its name and the faults it raised."""
    name, statement = _mutation(chance)
    for table in ("entry", "position", "node", "seal"):
        owner.execute(f"CREATE TABLE kept_{table} AS TABLE evidence_{table}".encode())
    changed = owner.execute(statement.encode()).rowcount
    kinds = {fault.kind for fault in verify_log(block_levels=8).faults}
    for table in ("entry", "position", "node", "seal"):
        always = b" OVERRIDING SYSTEM VALUE" if table == "entry" else b""
        owner.execute(f"TRUNCATE evidence_{table}".encode())
        owner.execute(
            f"INSERT INTO evidence_{table}".encode() + always + f" TABLE kept_{table}".encode()
        )
        owner.execute(f"DROP TABLE kept_{table}".encode())
    assert changed == 1, statement
    return name, kinds


def _mutation(chance: random.Random) -> tuple[str, str]:
    place = chance.randrange(SIZE)
    minutes, number = chance.randrange(1, 10**6), chance.randrange(10**6, 10**9)
    mutations = {
        "body": f"UPDATE evidence_entry SET body = body || ' ' WHERE {at(place)}",
        "digit": f"UPDATE evidence_entry SET body = regexp_replace(body, '[0-9]', 'x') WHERE {at(place)}",
        "kind": f"UPDATE evidence_entry SET kind = 'log.read' WHERE {at(place)}",
        "actor": f"UPDATE evidence_entry SET actor = 'user:{number}' WHERE {at(place)}",
        "subject": f"UPDATE evidence_entry SET subject_id = {number} WHERE {at(place)}",
        "date": f"UPDATE evidence_entry SET at = at - interval '{minutes} min' WHERE {at(place)}",
        "number": f"UPDATE evidence_entry SET id = DEFAULT WHERE {at(place)}",
        "row": f"DELETE FROM evidence_entry WHERE {at(place)}",
        "place": f"DELETE FROM evidence_position WHERE position = {place}",
        "leaf": f"UPDATE evidence_position SET leaf = sha256('{number}') WHERE position = {place}",
        "entry of place": f"UPDATE evidence_position SET entry_id = {number} WHERE position = {place}",
        "node": f"UPDATE evidence_node SET hash = sha256('{number}') WHERE place = {place % 2}",
        "root": f"UPDATE evidence_seal SET root = sha256('{number}') WHERE size = {(200, 500, 600)[place % 3]}",
        "last seal": "DELETE FROM evidence_seal WHERE size = 600",
        "size": f"UPDATE evidence_seal SET size = size + 1 WHERE size = {(200, 500)[place % 2]}",
    }
    return chance.choice(sorted(mutations.items()))


def test_a_node_that_is_gone_is_found_and_stops_the_sealer(log: psycopg.Connection) -> None:
    with cheating(log):
        log.execute("DELETE FROM evidence_node WHERE place = 0")
    assert ("node_changed", 0) in faults()
    with pytest.raises(LogDamaged):
        seal_once()


def test_every_fault_has_its_sentences() -> None:
    fault = Fault("tail_cut", 5)
    assert (fault.zh, fault.en) == (
        "日志比见证方所见短",
        "the log is shorter than the witness has seen",
    )
