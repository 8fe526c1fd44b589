"""A server that cheats: its owner switches the triggers off and rewrites history.

Each cheat is found by `verify_log`; those that leave the database in perfect order, because the
whole tree was rebuilt and signed with the log's own key, are found by the witness alone.
"""

import random
import re
from collections import Counter
from typing import LiteralString

import psycopg
import pytest
from psycopg import sql

from evidence.logs import cheating, sealed
from mingjian.evidence.faults import Fault
from mingjian.evidence.problems import HistoryCut, HistoryForked, LogDamaged
from mingjian.evidence.prove import LocalLog
from mingjian.evidence.seal import seal_once
from mingjian.evidence.verify import verify_log
from mingjian.evidence.witness import Witness, default_folder

SIZE = 600
MUTATIONS = 200


@pytest.fixture
def log(owner: psycopg.Connection) -> psycopg.Connection:
    """600 entries under three seals; the witness has seen the last."""
    sealed(200, 300, 100)
    witnessed()
    return owner


def witnessed() -> Witness:
    """The site's witness, which looks for the first time."""
    witness = Witness(default_folder())
    witness.look(LocalLog())
    return witness


def faults() -> set[tuple[str, int | None]]:
    return {(fault.kind, fault.position) for fault in verify_log(block_levels=8).faults}


def run(owner: psycopg.Connection, statements: str) -> int:
    """Run statements in which `@7` stands for the entry at position 7; rows of the last one."""
    place = r"id = (SELECT entry_id FROM evidence_position WHERE position = \1)"
    return owner.execute(re.sub(r"@(\d+)", place, statements).encode()).rowcount


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
    run(owner, change)
    owner.execute("TRUNCATE evidence_position, evidence_node, evidence_seal")
    assert seal_once() is not None


@pytest.mark.usefixtures("log")
def test_an_honest_log_is_sound() -> None:
    report = verify_log(block_levels=8)
    assert report.sound
    assert (report.entries, report.seals, report.waiting, report.witness) == (SIZE, 3, 0, SIZE)


INSIDE: dict[str, tuple[str, set[tuple[str, int | None]]]] = {
    "changed row": (
        "UPDATE evidence_entry SET body = replace(body, '镇审', '甬审') WHERE @137",
        {("entry_changed", 137)},
    ),
    "another actor": (
        "UPDATE evidence_entry SET actor = 'client:99' WHERE @0",
        {("entry_changed", 0)},
    ),
    "re-dated row": (
        "UPDATE evidence_entry SET at = at - interval '1 microsecond' WHERE @599",
        {("entry_changed", 599)},
    ),
    "swapped subject": (
        "UPDATE evidence_entry SET subject_id = 4242 WHERE @301",
        {("entry_changed", 301)},
    ),
    "subject taken away": (
        "UPDATE evidence_entry SET subject_id = NULL WHERE @301",
        {("entry_changed", 301)},
    ),
    "dropped row": (
        "DELETE FROM evidence_entry WHERE @255",
        {("entry_missing", 255)},
    ),
    "dropped row and place": (
        ("DELETE FROM evidence_entry WHERE @7;DELETE FROM evidence_position WHERE position = 7"),
        {
            ("position_missing", 7),
            ("node_changed", 0),
            *(("seal_root", size) for size in (200, 500, 600)),
            ("forked", 600),
        },
    ),
    "row added behind the sealer's back": (
        (
            "INSERT INTO evidence_entry (xid, at, kind, actor, body)"
            " SELECT xid, at, kind, actor, body FROM evidence_entry LIMIT 1"
        ),
        {("entry_unsealed", None)},
    ),
    "leaf changed with its row": (
        (
            "UPDATE evidence_entry SET body = '{}' WHERE @300;"
            "UPDATE evidence_position SET leaf = sha256('x') WHERE position = 300"
        ),
        {
            ("entry_changed", 300),
            ("node_changed", 256),
            ("seal_root", 500),
            ("seal_root", 600),
            ("forked", 600),
        },
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
        "UPDATE evidence_seal SET note = replace(note, '500', '501') WHERE size = 500",
        {("seal_signature", 500)},
    ),
    "note of a seal torn": (
        "UPDATE evidence_seal SET note = left(note, 40) WHERE size = 500",
        {("seal_signature", 500)},
    ),
    "two places exchanged": (
        (
            "UPDATE evidence_position SET entry_id = -entry_id WHERE position IN (10, 11);"
            "UPDATE evidence_position p SET entry_id = -o.entry_id FROM evidence_position o"
            " WHERE p.position + o.position = 21 AND p.position IN (10, 11)"
        ),
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
        run(log, statements)
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
        "UPDATE evidence_entry SET body = '{}' WHERE @3",
        "UPDATE evidence_entry SET at = at - interval '1 year' WHERE @3",
        "UPDATE evidence_entry SET subject_id = 7 WHERE @3",
        "DELETE FROM evidence_entry WHERE @599",
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
        rewrite(log, "UPDATE evidence_entry SET body = '{}' WHERE @3")
    for name in ("checkpoint", "log.vkey"):
        (default_folder() / name).unlink()
    report = verify_log(block_levels=8)
    assert report.sound
    assert report.witness is None


@pytest.mark.usefixtures("log")
def test_a_forged_witness_is_not_believed() -> None:
    path = default_folder() / "checkpoint"
    path.write_text(path.read_text("utf-8").replace("\n600\n", "\n500\n"), "utf-8")
    assert faults() == {("witness_signature", 500), ("forked", 500)}


def test_random_mutations_are_all_found(
    log: psycopg.Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    """200 single changes anywhere in the log's tables, each undone before the next."""
    chance = random.Random(20261123)  # noqa: S311 - a repeatable test, not a secret
    found: Counter[str] = Counter()
    for table in TABLES:
        log.execute(sql.SQL("CREATE TABLE kept_{0} AS TABLE evidence_{0}").format(sql.SQL(table)))
    with cheating(log):
        for _ in range(MUTATIONS):
            name = chance.choice(sorted(MUTATED))
            assert _found(log, MUTATED[name], chance), f"not found: {name}"
            found[name] += 1
    with capsys.disabled():
        told = ", ".join(f"{name} {count}" for name, count in sorted(found.items()))
        print(f"\nmutations found {found.total()} of {MUTATIONS}: {told}")  # noqa: T201 - the published count


def _found(
    owner: psycopg.Connection, mutation: tuple[LiteralString, str], chance: random.Random
) -> bool:
    """Whether one mutation, committed, is found; it is taken back afterwards."""
    table, statement = mutation
    facts = {
        "place": chance.randrange(SIZE),
        "number": chance.randrange(10**6, 10**9),
        "tile": chance.randrange(2),
        "size": chance.choice((200, 500)),
    }
    assert run(owner, statement.format_map(facts)) == 1, statement
    found = not verify_log(block_levels=8).sound
    always = "OVERRIDING SYSTEM VALUE" if table == "entry" else ""
    for restore in ("DELETE FROM evidence_{0}", "INSERT INTO evidence_{0} {1} TABLE kept_{0}"):
        owner.execute(sql.SQL(restore).format(sql.SQL(table), sql.SQL(always)))
    return found


TABLES: tuple[LiteralString, ...] = ("entry", "position", "node", "seal")
MUTATED: dict[str, tuple[LiteralString, str]] = {
    "body": ("entry", "UPDATE evidence_entry SET body = body || ' ' WHERE @{place}"),
    "digit": (
        "entry",
        "UPDATE evidence_entry SET body = regexp_replace(body, '[0-9]', 'x') WHERE @{place}",
    ),
    "kind": ("entry", "UPDATE evidence_entry SET kind = 'log.read' WHERE @{place}"),
    "actor": ("entry", "UPDATE evidence_entry SET actor = 'user:{number}' WHERE @{place}"),
    "subject": ("entry", "UPDATE evidence_entry SET subject_id = {number} WHERE @{place}"),
    "date": (
        "entry",
        "UPDATE evidence_entry SET at = at - interval '{number} sec' WHERE @{place}",
    ),
    "number": ("entry", "UPDATE evidence_entry SET id = DEFAULT WHERE @{place}"),
    "row": ("entry", "DELETE FROM evidence_entry WHERE @{place}"),
    "place": ("position", "DELETE FROM evidence_position WHERE position = {place}"),
    "leaf": (
        "position",
        "UPDATE evidence_position SET leaf = sha256('{number}') WHERE position = {place}",
    ),
    "entry of place": (
        "position",
        "UPDATE evidence_position SET entry_id = {number} WHERE position = {place}",
    ),
    "node": ("node", "UPDATE evidence_node SET hash = sha256('{number}') WHERE place = {tile}"),
    "root": ("seal", "UPDATE evidence_seal SET root = sha256('{number}') WHERE size = {size}"),
    "last seal": ("seal", "DELETE FROM evidence_seal WHERE size = 600"),
    "size": ("seal", "UPDATE evidence_seal SET size = size + 1 WHERE size = {size}"),
}


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
