"""Questions about rows that wait for a person: who has to answer, and what the answer does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import require
from mingjian.accounts.scope import narrow
from mingjian.evidence.append import append
from mingjian.intake.models import Question, Submission
from mingjian.intake.refusals import AlreadyAnswered, NoSuchQuestion, UnfitAnswer
from mingjian.intake.release import release
from mingjian.ledger.lock import lock_item
from mingjian.registry.alias import know_as
from mingjian.registry.find import SubjectView, subject


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question as people see it. `overdue`: the day for the answer has passed without one."""

    id: int
    submission_id: int
    row_no: int
    item: str
    kind: str
    code: str
    name: str
    subject_id: int | None
    payload: dict[str, str]
    proposals: list[dict[str, Any]]
    owner_unit: str
    due_on: date
    asked_at: datetime
    answered_at: datetime | None
    answer: str
    answered_by: str
    reason: str
    overdue: bool


def questions(
    actor: Actor, *, waiting: bool = True, before: int | None = None, limit: int = 50
) -> list[QuestionView]:
    """The questions within the actor's reach: those waiting by date due, all by the newest."""
    found = narrow(Question.objects.all(), actor, "question.read", "owner_unit")
    if before is not None:
        found = found.filter(pk__lt=before)
    if waiting:
        found = found.filter(answered_at=None).order_by("due_on", "pk")
    else:
        found = found.order_by("-pk")
    return [_view(one) for one in found[:limit]]


def question(actor: Actor, question_id: int) -> QuestionView:
    """One question.

    Raises:
        NoSuchQuestion: there is none, or it is out of the actor's reach.
    """
    return _view(_found(actor, question_id))


@transaction.atomic
def answer(
    actor: Actor, question_id: int, choice: str, *, reason: str, subject_id: int | None = None
) -> QuestionView:
    """Answer a question: `link` to a subject, `alias` (and link), or `return` to the sender.

    What is linked is posted at once, in the same transaction as the answer and its log entry.

    Raises:
        NoSuchQuestion, UnderRule: not to be seen, or not to be answered, by this actor.
        AlreadyAnswered: an answer stays.
        UnfitAnswer: no reason, no subject, or an answer that this question does not have.
    """
    asked = _locked(actor, question_id)
    require(actor, "question.answer", unit_id=asked.owner_unit)
    if asked.answered_at is not None:
        raise AlreadyAnswered(answer=asked.get_answer_display())
    if not reason.strip() or choice not in _ACTS:
        raise UnfitAnswer(why="须选择答复并说明理由", why_en="choose an answer and give a reason")
    asked.answered_subject_id = _ACTS[choice](asked, actor, subject_id)
    _record(asked, actor, choice, reason.strip())
    return _view(asked)


def _link(asked: Question, actor: Actor, subject_id: int | None) -> int:
    """Post the row; where its code is valid, to the subject of the code and no other."""
    if asked.kind == Question.Kind.NAME_DISAGREES:
        subject_id = _same(asked, subject_id)
    chosen = subject(subject_id) if subject_id is not None else None
    if chosen is None or not chosen.code:
        raise UnfitAnswer(why="须选择一个有代码的主体", why_en="choose a subject that has a code")
    return _post(asked, actor, chosen)


def _alias(asked: Question, actor: Actor, subject_id: int | None) -> int:
    """From now on the name counts as one of the subject's."""
    if asked.kind != Question.Kind.NAME_DISAGREES:
        raise UnfitAnswer(
            why="没有代码的行不能认作别名", why_en="a row without a code names nobody"
        )
    number = _link(asked, actor, subject_id)
    know_as(number, asked.name)
    return number


def _return(asked: Question, actor: Actor, subject_id: int | None) -> None:  # noqa: ARG001 - one form for all answers
    """The row counts as given back; nothing is posted."""
    _count(asked, held=F("held") - 1, bad=F("bad") + 1)


_Act = Callable[[Question, Actor, int | None], int | None]
_ACTS: Final[dict[str, _Act]] = {
    Question.Answer.LINK.value: _link,
    Question.Answer.ALIAS.value: _alias,
    Question.Answer.RETURN.value: _return,
}


def _same(asked: Question, subject_id: int | None) -> int | None:
    if subject_id not in {None, asked.subject_id}:
        raise UnfitAnswer(
            why="代码有效的行只能关联到该代码的主体，代码有误的请退回",
            why_en="a valid code links to its own subject; return the row if the code is wrong",
        )
    return asked.subject_id


def _post(asked: Question, actor: Actor, chosen: SubjectView) -> int:
    outcome = release(asked, actor, chosen)
    counts = {"new": outcome.new, "changed": outcome.changed, "unchanged": outcome.unchanged}
    added = {name: F(name) + rows for name, rows in counts.items() if rows}
    _count(asked, held=F("held") - 1, good=F("good") + 1, **added)
    return chosen.subject_id


def _count(asked: Question, **counts: Any) -> None:
    Submission.objects.filter(pk=asked.submission_id).update(**counts)


def _record(asked: Question, actor: Actor, choice: str, reason: str) -> None:
    asked.answer, asked.answered_by = choice, actor.id
    asked.answered_at, asked.reason = timezone.now(), reason
    fields = ["answer", "answered_by", "answered_at", "answered_subject_id", "reason"]
    asked.save(update_fields=fields)
    body = {
        "question": asked.pk,
        "answer": choice,
        "reason": reason,
        "submission": asked.submission_id,
    }
    append("question.answered", actor=actor.id, body=body, subject_id=asked.answered_subject_id)


def _found(actor: Actor, question_id: int) -> Question:
    reach = narrow(Question.objects.all(), actor, "question.read", "owner_unit")
    found = reach.filter(pk=question_id).first()
    if found is None:
        raise NoSuchQuestion(question=question_id)
    return found


def _locked(actor: Actor, question_id: int) -> Question:
    """The question for this answer alone. First the item, as a file's posting does: no deadlock."""
    item = _found(actor, question_id).item
    with connection.cursor() as cursor:
        lock_item(cursor, item)
    return Question.objects.select_for_update(no_key=True).get(pk=question_id)


def _view(one: Question) -> QuestionView:
    shared = {name: getattr(one, name) for name in _SAME}
    overdue = one.answered_at is None and one.due_on < timezone.localdate()
    return QuestionView(id=one.pk, overdue=overdue, **shared)


_SAME: Final = tuple(QuestionView.__dataclass_fields__.keys() - {"id", "overdue"})
