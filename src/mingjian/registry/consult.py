"""Looking at a subject: every look is logged in the same transaction (law 6)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import require
from mingjian.evidence.append import append
from mingjian.registry.find import SubjectView, by_code
from mingjian.registry.match import Match, search
from mingjian.registry.problems import NoSuchSubject


@dataclass(frozen=True, slots=True)
class Looked:
    """What was seen, and the number of the log's entry about it."""

    subject: SubjectView
    entry: int


@transaction.atomic
def consult(actor: Actor, code: str, on: date | None = None) -> Looked:
    """The subject of the code, for `actor`, who must hold the right subject.read.

    Raises:
        UnderRule: he does not.
        NoSuchSubject: nobody held the code on that day.
        LogUnavailable: without its entry in the log nothing is shown.
    """
    require(actor, "subject.read")
    found = found_by_code(code, on)
    body = {"code": found.code, "what": "subject"}
    return Looked(
        found, append("subject.read", actor=actor.id, body=body, subject_id=found.subject_id)
    )


@transaction.atomic
def look_up(actor: Actor, text: str, limit: int = 10) -> list[Match]:
    """The subjects that a code or a name may mean, for `actor` (right subject.read).

    The log keeps whom the actor was shown, not what he typed: that could name a person.

    Raises:
        UnderRule: he does not hold the right.
        NothingToSearch: the text is too short.
        LogUnavailable: without its entry in the log nothing is shown.
    """
    require(actor, "subject.read")
    matches = search(text, limit)
    shown = [match.subject_id for match in matches]
    append("subject.searched", actor=actor.id, body={"shown": shown})
    return matches


def found_by_code(code: str, on: date | None = None) -> SubjectView:
    """As `by_code`, for callers that cannot go on without a subject.

    Raises:
        NoSuchSubject: nobody held the code on that day.
    """
    found = by_code(code, on)
    if found is None:
        raise NoSuchSubject(subject=code)
    return found
