"""Link rows to subjects by official code, and by nothing else. Reads the registry, writes files.

Leaves `subjects.parquet` (code, subject_id), `apart.parquet` (rows kept out of the ledger, with
their verdict), `told.parquet` (all findings), `sent.parquet` (records known, in hex), after so many
`postings.json`, and `proposals.json`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

import duckdb
import pyarrow as pa
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from mingjian.intake import sql
from mingjian.intake.linking.names import DISAGREES, disagreements
from mingjian.intake.linking.telling import APART, CODES, COUNTS, told
from mingjian.intake.spool import Spool
from mingjian.intake.validation.engine import write
from mingjian.ledger.postings import postings
from mingjian.ledger.senders import SENDERS, first_senders
from mingjian.policy.schema import CatalogueItem
from mingjian.registry.link import resolve
from mingjian.registry.match import Match, search
from mingjian.registry.problems import NothingToSearch

MOST_PROPOSED: Final = 200
"""Names looked up for one file; a file with more is likely to be wrong altogether."""
PROPOSALS: Final = 5


@dataclass(frozen=True, slots=True)
class Linking:
    """What became of the rows: good (repeats among them) + bad + held = rows."""

    rows: int
    bad: int
    held: int
    repeats: int
    warned: int
    late: int
    late_by: int
    due_on: date | None
    codes: dict[str, int]

    @property
    def good(self) -> int:
        """Rows that are posted, or repeat one that is."""
        return self.rows - self.bad - self.held


def link(
    con: duckdb.DuckDBPyConnection, spool: Spool, item: CatalogueItem, unit_id: str
) -> Linking:
    """Link the validated rows in `spool`, delivered by `unit_id`."""
    _open(con, spool, item)
    with transaction.atomic():
        _find_subjects(con)
        _find_disagreements(con, item)
        spool.write_json(spool.postings, _find_sent_before(con, item, unit_id))
    for query, path in ((APART, spool.apart), (told(item), spool.told)):
        write(con, query, path)
        con.execute(f"CREATE VIEW {path.stem} AS FROM {sql.file(path)}")
    write(con, "SELECT code, subject_id FROM subject", spool.subjects)
    write(con, "SELECT record_id FROM sent", spool.sent)
    spool.write_json(spool.proposals, _proposals(con, item))
    counts = sql.table(con, COUNTS).to_pylist()[0]
    return Linking(**counts, codes=dict(con.execute(CODES).fetchall()))


def _open(con: duckdb.DuckDBPyConnection, spool: Spool, item: CatalogueItem) -> None:
    con.execute(f"CREATE VIEW typed AS FROM {sql.file(spool.typed)}")
    con.execute(f"CREATE VIEW findings AS FROM {sql.file(spool.findings)}")
    code, name = sql.name(item.subject.code), sql.name(item.subject.name)
    con.execute(
        f"CREATE VIEW candidate AS SELECT row_no, {code} AS code, {name} AS name, "  # noqa: S608 - names are quoted by sql.name
        "_record_id AS record_id FROM typed WHERE _verdict = 'good' AND row_no NOT IN "
        "(SELECT row_no FROM findings WHERE code IN ('E201', 'W202'))"
    )


def _find_subjects(con: duckdb.DuckDBPyConnection) -> None:
    codes = sql.table(con, "SELECT DISTINCT code FROM candidate")
    with connection.cursor() as cursor:
        _keep(con, "subject", resolve(cursor, codes))


def _find_disagreements(con: duckdb.DuckDBPyConnection, item: CatalogueItem) -> None:
    """The register itself says what the names are; nothing disagrees with it."""
    empty = DISAGREES.empty_table()
    _keep(con, "disagrees", empty if item.effect == "register" else disagreements(con))


def _find_sent_before(
    con: duckdb.DuckDBPyConnection, item: CatalogueItem, unit_id: str
) -> dict[str, int]:
    """Returns after how many postings of the item it looked; after none it need not."""
    with connection.cursor() as cursor:
        count = postings(cursor, item.id)
        _keep(con, "sent", _sent(con, cursor) if count else SENDERS.empty_table())
    another = "SELECT record_id, unit_id AS unit FROM sent WHERE unit_id <> $unit"
    con.execute(f"CREATE TABLE another AS {another}", {"unit": unit_id})
    con.execute("CREATE TABLE resent AS SELECT row_no FROM candidate JOIN sent USING (record_id)")
    return {"postings": count}


def _sent(con: duckdb.DuckDBPyConnection, cursor: CursorWrapper) -> pa.Table:
    ids = sql.table(con, "SELECT DISTINCT unhex(record_id) AS id FROM candidate ORDER BY id")
    return first_senders(cursor, ids)


def _proposals(con: duckdb.DuckDBPyConnection, item: CatalogueItem) -> dict[str, list[object]]:
    """Names of rows without a code, and whom they may mean: to choose from, never to link."""
    column = sql.name(item.subject.name)
    names = con.execute(
        f"SELECT DISTINCT {column} FROM typed WHERE _verdict = 'held' AND {column} IS NOT NULL "  # noqa: S608 - names are quoted by sql.name
        f"ORDER BY 1 LIMIT {MOST_PROPOSED}"
    ).fetchall()
    return {name: _proposed(name) for (name,) in names}


def _proposed(name: str) -> list[object]:
    try:
        matches = search(name, PROPOSALS)
    except NothingToSearch:
        return []
    return [_proposal(match) for match in matches]


def _proposal(match: Match) -> dict[str, object]:
    """As it is kept with the question: the person who answers sees why it was proposed."""
    return {
        "subject_id": match.subject_id,
        "code": match.code,
        "name": match.name,
        "score": round(match.score, 3),
        "features": {name: round(score, 3) for name, score in match.features.items()},
    }


def _keep(con: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    con.register("arrived", rows)
    con.execute(f"CREATE TABLE {table} AS FROM arrived")
    con.unregister("arrived")
