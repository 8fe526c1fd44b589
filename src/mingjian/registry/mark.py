"""Say that a code was returned as double or faulty (重错码), and later what became of it.

Nothing is repealed by a doubt: what stands goes on, and only new entries, measures and adverse
information are refused (decision 0019). A code that replaces another joins the same file; two
files are never joined (decision 0024).
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import connection, transaction
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import require
from mingjian.evidence.append import append
from mingjian.kernel.uscc import examine
from mingjian.registry.flags import RETURNED
from mingjian.registry.mark_refused import already, told
from mingjian.registry.models import CodeFlag, CodeMark, SubjectCode
from mingjian.registry.problems import NoSuchSubject, UnfitMark

RIGHT: Final = "subject.mark"


@dataclass(frozen=True, slots=True)
class Ground:
    """What it rests on: the day and name of the document, and why."""

    on: date
    basis: str
    reason: str


@dataclass(frozen=True, slots=True)
class Marked:
    """What a code is now, and the number of the log's entry about it."""

    code: str
    flag: str
    entry: int


@transaction.atomic
def return_code(actor: Actor, code: str, flag: str, ground: Ground) -> Marked:
    """Write that the code was returned, as `duplicate` or `faulty`, with its entry in the log.

    Raises:
        UnderRule: the actor does not hold the right subject.mark.
        NoSuchSubject: nobody holds the code.
        UnfitMark: replaced before, ahead of today, out of order, without basis or reason.
        AlreadyMarked: it is returned and not settled yet.
        LogUnavailable: nothing was written.
    """
    require(actor, RIGHT)
    if flag not in RETURNED:
        raise UnfitMark(place="flag", why="须为重码或错码", why_en="it is double or faulty")
    return _write(actor, _held(code), flag, ground)


@transaction.atomic
def keep_code(actor: Actor, code: str, ground: Ground) -> Marked:
    """Write that a returned code was verified and is kept: it is in use again.

    Raises:
        UnderRule, NoSuchSubject, UnfitMark, LogUnavailable: as for `return_code`.
        AlreadyMarked: it is not returned.
    """
    require(actor, RIGHT)
    return _write(actor, _held(code), CodeFlag.IN_USE, ground)


@transaction.atomic
def replace_code(actor: Actor, code: str, by: str, ground: Ground) -> Marked:
    """Write that a returned code is out of use since the code `by` replaced it.

    A code that nobody holds joins the file of the subject, from the day of the document.

    Raises:
        UnderRule, NoSuchSubject, UnfitMark, LogUnavailable: as for `return_code`; `by` is not
            valid, is not in use, or belongs to another file.
        AlreadyMarked: it is not returned.
    """
    require(actor, RIGHT)
    held = _held(code)
    if held.flag not in RETURNED:
        raise already(held.code, "registry_mark_nothing_to_settle")
    return _write(actor, held, CodeFlag.REPLACED, ground, _joined(held, by, ground))


def _held(code: str) -> SubjectCode:
    found = SubjectCode.objects.filter(code=examine(code).code).first()
    if found is None:
        raise NoSuchSubject(subject=code)
    return found


def _joined(held: SubjectCode, by: str, ground: Ground) -> str:
    """The replacing code, which is the subject's own after this; the trigger has the last word."""
    report = examine(by)
    if not report.valid:
        raise UnfitMark(place="replaced_by", why="新代码无效", why_en="the new code is not valid")
    with connection.cursor() as cursor:
        # As deliveries do, so that nobody is enrolled twice.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('registry.enrol', 0))")
    known = SubjectCode.objects.filter(code=report.code).first()
    if known is None:
        SubjectCode.objects.create(
            code=report.code, subject_id=held.subject_id, held=(ground.on, None)
        )
    elif known.subject_id != held.subject_id:
        why = "新代码在主体库中另有档案，两份档案不能合并"
        why_en = "the new code has a file of its own, and two files cannot be joined"
        raise UnfitMark(place="replaced_by", why=why, why_en=why_en)
    return report.code


def _write(
    actor: Actor, held: SubjectCode, flag: str, ground: Ground, by: str | None = None
) -> Marked:
    said = {"basis": ground.basis.strip(), "reason": ground.reason.strip()}
    with told(held.code):
        CodeMark.objects.create(
            code=held,
            flag=flag,
            on=ground.on,
            replaced_by_id=by,
            actor=actor.id,
            at=timezone.now(),
            **said,
        )
    kind = "code.returned" if flag in RETURNED else "code.settled"
    body = {"code": held.code, "flag": str(flag), "on": ground.on.isoformat(), "replaced_by": by}
    entry = append(kind, actor=actor.id, body={**body, **said}, subject_id=held.subject_id)
    return Marked(held.code, str(flag), entry)
