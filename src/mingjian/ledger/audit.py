"""Whether the ledger's rows are those that the log vouches for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from django.db import connection

from mingjian.evidence.read import LARGEST_PAGE, EntryView, entries
from mingjian.ledger.parts import CHUNK
from mingjian.ledger.vouch import KIND

FaultKind = Literal["changed", "dropped", "added", "content", "log-incomplete"]
Key = tuple[datetime, int]

_CHUNKS: Final = f"""
SELECT lower(known), row_no / {CHUNK}, count(*),
  encode(sha256(string_agg(digest, ''::bytea ORDER BY row_no, record_id)), 'hex'),
  encode(sha256(convert_to(string_agg(concat_ws(' ', row_no, record_id,
    subject_id, to_char(lower(valid), 'YYYY-MM-DD'),
    coalesce(to_char(upper(valid), 'YYYY-MM-DD'), '-'), encode(digest, 'hex')) || chr(10),
    '' ORDER BY row_no, record_id), 'UTF8')), 'hex'),
  array_agg(row_no ORDER BY row_no)
    FILTER (WHERE sha256(convert_to(payload::text, 'UTF8')) <> digest)
FROM ledger_version WHERE submission_id = %s::bigint AND act = 'posted'
GROUP BY 1, 2 ORDER BY 1, 2
"""  # noqa: S608 - a fixed number


@dataclass(frozen=True, slots=True)
class Fault:
    """Where ledger and log disagree: a chunk of 256 row numbers, and a row when one can be told.

    `changed`: as many rows, not the same ones. `content`: the text is not that of its own digest.
    """

    kind: FaultKind
    posted_at: datetime
    chunk: int
    row_no: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What was compared for a submission, and every fault."""

    submission_id: int
    rows: int
    chunks: int
    faults: tuple[Fault, ...]

    @property
    def agrees(self) -> bool:
        """Whether ledger and log tell the same."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class _Chunk:
    count: int
    digest: str
    rows: str
    wrong: tuple[int, ...] = ()


def agree(submission_id: int) -> Report:
    """Compares the rows that a submission posted with the log's entries about them.

    The log is read whole: a list of entries kept here could be cut together with the rows.
    Whether the log itself was changed is for `evidence.verify` to say.
    """
    held, told = _held(submission_id), list(_told(submission_id))
    vouched = {key: chunk for key, chunk, _ in told}
    faults = [fault for key in sorted({*held, *vouched}) for fault in _compare(key, held, vouched)]
    faults += _lacking(told)
    rows = sum(chunk.count for chunk in held.values())
    return Report(submission_id, rows, len(vouched), tuple(faults))


def _compare(key: Key, held: dict[Key, _Chunk], vouched: dict[Key, _Chunk]) -> Iterator[Fault]:
    have, want = held.get(key), vouched.get(key)
    yield from (Fault("content", *key, row_no) for row_no in (have.wrong if have else ()))
    have_rows, want_rows = have.count if have else 0, want.count if want else 0
    if have_rows != want_rows:
        yield Fault("dropped" if have_rows < want_rows else "added", *key)
    elif have and want and (have.digest, have.rows) != (want.digest, want.rows):
        yield Fault("changed", *key)


def _lacking(told: list[tuple[Key, _Chunk, int]]) -> Iterator[Fault]:
    """Each entry says how many there are of its posting."""
    seen: dict[datetime, list[int]] = {}
    for (posted_at, _), _, chunks in told:
        seen.setdefault(posted_at, []).append(chunks)
    for posted_at, claims in seen.items():
        if len(claims) != max(claims):
            yield Fault("log-incomplete", posted_at, 0)


def _held(submission_id: int) -> dict[Key, _Chunk]:
    with connection.cursor() as cursor:
        cursor.execute(_CHUNKS, [submission_id])
        found = cursor.fetchall()
    return {
        (at, chunk): _Chunk(count, digest, rows, tuple(wrong or ()))
        for at, chunk, count, digest, rows, wrong in found
    }


def _told(submission_id: int) -> Iterator[tuple[Key, _Chunk, int]]:
    for entry in _all_entries():
        body = entry.body
        if body["submission"] == submission_id:
            key = (datetime.fromisoformat(body["posted_at"]), int(body["chunk"]))
            yield key, _Chunk(body["count"], body["digest"], body["rows"]), body["chunks"]


def _all_entries() -> Iterator[EntryView]:
    page = entries(kind=KIND, limit=LARGEST_PAGE)
    while page:
        yield from page
        page = entries(kind=KIND, before=page[-1].id, limit=LARGEST_PAGE)
