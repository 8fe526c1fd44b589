"""The log as a folder that anybody can verify without us: entries, checkpoint, public key."""

import json
from pathlib import Path

import psycopg

from mingjian.evidence import leaf
from mingjian.evidence.keys import verify_key
from mingjian.evidence.problems import NotSealedYet
from mingjian.evidence.prove import entry_document
from mingjian.evidence.session import own_session
from mingjian.evidence.witness import Witness, default_folder

_LAST = "SELECT size, note FROM evidence_seal ORDER BY size DESC LIMIT 1"
_ENTRIES = f"""
COPY (SELECT {leaf.COLUMNS}
      FROM evidence_position p JOIN evidence_entry e ON e.id = p.entry_id
      WHERE p.position < {{size}} ORDER BY p.position) TO STDOUT (FORMAT BINARY)
"""  # noqa: S608 - fixed column names


def export_log(folder: Path) -> int:
    """Write `entries.jsonl`, `checkpoint`, `log.vkey`, and the witness's view if there is one.

    Returns the number of entries: all that the last checkpoint covers, one a line, in their order.

    Raises:
        NotSealedYet: there is no checkpoint yet.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with own_session() as session:
        row = session.execute(_LAST).fetchone()
        if row is None:
            raise NotSealedYet(reason="evidence_seal")
        _write_entries(session, int(row[0]), folder / "entries.jsonl")
    (folder / "checkpoint").write_text(row[1], "utf-8")
    (folder / "log.vkey").write_text(verify_key().line() + "\n", "utf-8")
    _write_witness(folder)
    return int(row[0])


def _write_entries(session: psycopg.Connection, size: int, path: Path) -> None:
    query = _ENTRIES.format(size=size).encode()
    with (
        path.open("w", encoding="utf-8") as file,
        session.cursor() as cursor,
        cursor.copy(query) as copy,
    ):
        for row in leaf.rows(copy):
            document = entry_document(leaf.entry_of(row))
            file.write(json.dumps(document, ensure_ascii=False) + "\n")


def _write_witness(folder: Path) -> None:
    witness = Witness(default_folder())
    seen = witness.last()
    if seen is not None:
        (folder / "witnessed").write_text(str(seen), "utf-8")
        (folder / "witness.vkey").write_text(witness.key.line() + "\n", "utf-8")
