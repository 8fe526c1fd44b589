"""Looking into a subject's file: every look is logged in the same transaction (law 6)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import require
from mingjian.accounts.scope import units_for
from mingjian.evidence.append import append
from mingjian.ledger.read import RecordHistory, as_of, timeline
from mingjian.ledger.version_view import VersionView
from mingjian.registry.consult import found_by_code
from mingjian.registry.find import SubjectView

RIGHT = "record.read"


@dataclass(frozen=True, slots=True)
class FileView:
    """A subject and what is on its file, as far as the asker may see it.

    `units` None: everything; else only what these units sent. `entry`: the log's about this look.
    """

    subject: SubjectView
    versions: tuple[VersionView, ...]
    units: frozenset[str] | None
    entry: int


@dataclass(frozen=True, slots=True)
class TimelineView:
    """A subject and everything ever on its file, as far as the asker may see it."""

    subject: SubjectView
    records: tuple[RecordHistory, ...]
    units: frozenset[str] | None
    entry: int


@transaction.atomic
def consult(
    actor: Actor,
    code: str,
    *,
    valid_on: date | None = None,
    known_on: datetime | None = None,
    items: Collection[str] | None = None,
) -> FileView:
    """The records of the subject of `code` on both axes (see `as_of`), for `actor`.

    Raises:
        UnderRule: he does not hold the right record.read.
        NoSuchSubject: nobody holds the code.
        LogUnavailable: without its entry in the log nothing is shown.
    """
    subject, units = _open(actor, code)
    found = as_of(subject.subject_id, valid_on=valid_on, known_on=known_on, items=items)
    seen = tuple(_of_units(found, units))
    axes = {"valid_on": _text(valid_on), "known_on": _text(known_on)}
    return FileView(subject, seen, units, _log(actor, subject, "records", len(seen), axes))


@transaction.atomic
def consult_timeline(actor: Actor, code: str) -> TimelineView:
    """Every record that ever was on the file of the subject of `code`, for `actor`.

    Raises:
        UnderRule, NoSuchSubject, LogUnavailable: as `consult`.
    """
    subject, units = _open(actor, code)
    seen = tuple(_shown(timeline(subject.subject_id), units))
    return TimelineView(subject, seen, units, _log(actor, subject, "timeline", len(seen), {}))


def _open(actor: Actor, code: str) -> tuple[SubjectView, frozenset[str] | None]:
    require(actor, RIGHT)
    return found_by_code(code), units_for(actor, RIGHT)


def _of_units(
    versions: Iterable[VersionView], units: frozenset[str] | None
) -> Iterable[VersionView]:
    return (one for one in versions if units is None or one.unit_id in units)


def _shown(
    records: Iterable[RecordHistory], units: frozenset[str] | None
) -> Iterable[RecordHistory]:
    for record in records:
        versions = tuple(_of_units(record.versions, units))
        if versions:
            yield replace(record, versions=versions)


def _log(
    actor: Actor, subject: SubjectView, what: str, count: int, axes: dict[str, str | None]
) -> int:
    body = {"code": subject.code, "what": what, "count": count, **axes}
    return append("subject.read", actor=actor.id, body=body, subject_id=subject.subject_id)


def _text(when: date | None) -> str | None:
    return None if when is None else when.isoformat()
