"""Say that one subject took over from another: merger, division, conversion (合并, 分立, 个转企).

Records stay with whom they were filed. A check of the predecessor's code names the successor; what
was filed about the predecessor is held against nobody else.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import require
from mingjian.evidence.append import append
from mingjian.home.refused import constraint_of
from mingjian.registry.find import SubjectView, by_code
from mingjian.registry.models import Succession
from mingjian.registry.problems import AlreadySucceeded, NoSuchSubject, UnfitSuccession

RIGHT: Final = "subject.succeed"
_WHY: Final[dict[str, tuple[str, str, str]]] = {
    "registry_not_own_successor": ("successor", "主体不能承继自己", "nobody succeeds themselves"),
    "registry_succession_no_circle": (
        "successor",
        "承继关系会成环：后者已直接或间接由前者承继",
        "it would run in a circle: the one already came after the other",
    ),
    "registry_succession_in_order": (
        "on",
        "与已登记的前后承继日期次序不符",
        "out of order with what came before or after it",
    ),
    "registry_succession_registered": (
        "on",
        "早于其中一方的成立日期",
        "before one of both was registered",
    ),
    "registry_succession_reason_known": (
        "reason",
        "须为合并、分立、个转企或变更组织形式",
        "merger, division, conversion or reorganisation",
    ),
}


@dataclass(frozen=True, slots=True)
class Takeover:
    """Who took over from whom (codes), on which day, why, and what shows it (a document)."""

    predecessor: str
    successor: str
    on: date
    reason: str
    basis: str


@dataclass(frozen=True, slots=True)
class Succeeded:
    """What was written, and the number of the log's entry about it."""

    predecessor: SubjectView
    successor: SubjectView
    on: date
    reason: str
    entry: int


@transaction.atomic
def succeed(actor: Actor, wanted: Takeover) -> Succeeded:
    """Write it, once and for good, with its entry in the log.

    Raises:
        UnderRule: the actor does not hold the right subject.succeed.
        NoSuchSubject: nobody holds one of the codes.
        UnfitSuccession: of oneself, in a circle, out of order, ahead of today, without its basis.
        AlreadySucceeded: it is written.
        LogUnavailable: nothing was written.
    """
    require(actor, RIGHT)
    before, after = _known(wanted.predecessor, wanted.on), _known(wanted.successor, wanted.on)
    _require_said(wanted)
    with _told():
        Succession.objects.create(
            predecessor_id=before.subject_id,
            successor_id=after.subject_id,
            on=wanted.on,
            reason=wanted.reason,
        )
    body = {"successor": after.code, "on": wanted.on.isoformat(), "reason": wanted.reason}
    body |= {"predecessor": before.code, "basis": wanted.basis.strip()}
    entry = append("subject.succeeded", actor=actor.id, body=body, subject_id=before.subject_id)
    return Succeeded(before, after, wanted.on, wanted.reason, entry)


def _known(code: str, on: date) -> SubjectView:
    """Whoever holds the code now, or held it on the day."""
    found = by_code(code) or by_code(code, on)
    if found is None:
        raise NoSuchSubject(subject=code)
    return found


def _require_said(wanted: Takeover) -> None:
    if not wanted.basis.strip():
        raise UnfitSuccession(place="basis", why="须写明依据", why_en="say what it rests on")
    if wanted.on > timezone.localdate():
        raise UnfitSuccession(place="on", why="日期晚于今日", why_en="it is ahead of today")


@contextmanager
def _told() -> Iterator[None]:
    """The database is the one rule; its refusal is told as a problem."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        rule = constraint_of(error)
        if rule not in _WHY:
            raise AlreadySucceeded from error
        place, why, why_en = _WHY[rule]
        raise UnfitSuccession(place=place, why=why, why_en=why_en) from error
