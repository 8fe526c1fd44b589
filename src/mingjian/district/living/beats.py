"""Do one beat of a story through the verbs, as the person whose turn it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from mingjian.cases.answered import receipts
from mingjian.cases.doing import Opening
from mingjian.cases.engine.standing import openings
from mingjian.cases.filing import file_entry
from mingjian.cases.open_case import open_case
from mingjian.cases.serve import prove
from mingjian.cases.silence import silence
from mingjian.cases.take import take
from mingjian.cases.view import view
from mingjian.checks.ask import ask
from mingjian.checks.request import CheckRequest
from mingjian.district.living.filling import doing
from mingjian.district.living.issued import filing
from mingjian.district.living.script import Beat, Do
from mingjian.district.living.thread import Thread
from mingjian.effects.contest import contest
from mingjian.effects.of_record import standing
from mingjian.effects.penalty import filed
from mingjian.effects.service.given import Served
from mingjian.effects.service.record import record_service
from mingjian.papers.models import How
from mingjian.papers.receipts import answer
from mingjian.policy.schema.procedure import Procedure, Step
from mingjian.policy.standing import policies

_SERVED_AFTER = timedelta(days=1)


@dataclass(slots=True)
class Beats:
    """The beats of all stories. Time passes once a day, for all cases at once."""

    _passed: set[date] = field(default_factory=set)

    def play(self, thread: Thread, beat: Beat) -> bool:
        """Do the beat; whether the story goes on: what it is about may not be there."""
        if beat.open:
            return _open(thread, beat)
        if beat.take:
            _take(thread, beat)
        elif beat.serve:
            _serve(thread, beat)
        elif beat.do == "wait":
            return self._wait(thread)
        elif beat.do:
            _DO[beat.do](thread)
        return True

    def pass_time(self) -> None:
        """What the platform does by itself on this day."""
        today = timezone.localdate()
        if today not in self._passed:
            silence()
            self._passed.add(today)

    def _wait(self, thread: Thread) -> bool:
        before = thread.case.state
        self.pass_time()
        thread.cases[-1] = view(thread.case.id, thread.cast.person("office"))
        return thread.case.state != before


def _open(thread: Thread, beat: Beat) -> bool:
    number = thread.about(beat.about)
    if not number:
        return False
    procedure = policies().procedure(beat.open, timezone.localdate())
    step = procedure.step(beat.step) if beat.step else openings(procedure)[0]
    actor = thread.who(beat, step.by)
    parent = thread.case.id if procedure.kind == "review" else None
    opening = Opening(
        procedure=beat.open,
        subject_id=thread.firm.subject_id,
        unit_id=_in_charge(thread, procedure),
        about=beat.about,
        about_id=number,
        step=step.id,
        parent=parent,
        doing=doing(thread, beat, step, actor),
    )
    thread.cases.append(open_case(opening, actor))
    return True


def _in_charge(thread: Thread, procedure: Procedure) -> str:
    """Another body reviews; the office shields; all else is of the unit that decided."""
    if procedure.kind == "review":
        return thread.cast.person("reviewer").unit_id
    return thread.cast.person("office").unit_id if procedure.kind == "shielding" else thread.unit_id


def _take(thread: Thread, beat: Beat) -> None:
    case = thread.case
    step: Step = case.procedure.step(beat.take)
    actor = thread.who(beat, step.by)
    given = doing(thread, beat, step, actor)
    thread.cases[-1] = take(case.id, step.id, given, actor, seq=case.seq)


def _serve(thread: Thread, beat: Beat) -> None:
    """By the unit in charge; a paper of the office or the reviewer, by the office."""
    mine = thread.case.unit_id == thread.unit_id
    actor = thread.who(beat, "unit" if mine else "office")
    for step in thread.case.history:
        for notice in step.notices:
            if notice.paper.kind == beat.serve and notice.subject_id and not notice.service:
                prove(thread.case.id, notice.id, timezone.localdate(), How.DIRECT, actor)


def _check(thread: Thread) -> None:
    number = f"示例受理{thread.firm.subject_id}号"
    ask(
        thread.cast.person("clerk"), CheckRequest(thread.firm.code, "licensing", "decision", number)
    )


def _answer(thread: Thread) -> None:
    for receipt in receipts(thread.case.id, thread.cast.person("office")):
        answer(
            receipt.notice_id, thread.cast.person("liaison", receipt.unit_id), "示例：已停止使用"
        )


def _final(thread: Thread) -> None:
    record = _record(thread)
    decided = filed(standing(record).payload).decided_on
    served = Served(record, decided + _SERVED_AFTER, "ordinary")
    record_service(served, timezone.localdate(), actor=thread.cast.person("office").id)


def _contest(thread: Thread) -> None:
    _final(thread)
    actor = thread.cast.person("office").id
    contest(_record(thread), "review", timezone.localdate(), actor=actor)


def _record(thread: Thread) -> UUID:
    if thread.chosen.record is None:
        raise ValueError("the story needs a penalty on file")
    return thread.chosen.record


def _file(thread: Thread) -> None:
    file_entry(filing(thread), thread.cast.person("liaison", thread.unit_id))


_DO: Final[Mapping[Do, Callable[[Thread], None]]] = {
    "check": _check,
    "answer": _answer,
    "final": _final,
    "contest": _contest,
    "file": _file,
}
