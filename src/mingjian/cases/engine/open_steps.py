"""Which steps can be taken now, and what stands in the way of the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mingjian.cases.engine.clock import run
from mingjian.cases.engine.running import Running
from mingjian.cases.engine.standing import leading_on, standing
from mingjian.cases.engine.taken import Almanac, Doer, Taken
from mingjian.cases.problems import (
    AlreadyExtended,
    CalendarNotKnown,
    ClockRuns,
    NothingToExtend,
    NotServed,
    SamePerson,
    SameUnit,
    TooLateToExtend,
)
from mingjian.kernel.problem import Problem
from mingjian.policy.schema.procedure import Clock, PaperKind, Procedure, Step


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step that leads on from where a case stands; with nothing in its way it can be taken."""

    step: Step
    blocked_by: tuple[Problem, ...] = ()


def open_steps(
    procedure: Procedure,
    taken: Sequence[Taken],
    today: date,
    almanac: Almanac,
    doer: Doer | None = None,
) -> tuple[OpenStep, ...]:
    """The steps that lead on, each with what stands in its way on `today`.

    Without a `doer` nothing is said about persons and units. A step to the subject's disadvantage
    wants a notice that reached him, whatever the pack says of it (law 2 of the house).

    Raises:
        BrokenCourse: the steps taken do not belong to the procedure.
    """
    case = _Case(procedure, taken, today, almanac)
    leading = leading_on(procedure, standing(procedure, taken))
    return tuple(OpenStep(step, tuple(_blocks(case, step, doer))) for step in leading)


@dataclass(frozen=True, slots=True)
class _Case:
    procedure: Procedure
    taken: Sequence[Taken]
    today: date
    almanac: Almanac

    def clock(self, clock: Clock) -> Running:
        return run(clock, self.taken, self.today, self.almanac)


def _blocks(case: _Case, step: Step, doer: Doer | None) -> Iterator[Problem]:
    yield from _unserved(case, step)
    for clock in case.procedure.clocks:
        if clock.id in step.after:
            yield from _not_run_out(case, case.clock(clock), step)
        if any(extension.step == step.id for extension in clock.extends):
            yield from _no_extension(case, case.clock(clock))
    if doer is not None:
        yield from _same(case, step, doer)


def _unserved(case: _Case, step: Step) -> Iterator[Problem]:
    for kind in step.served:
        served_on = _served(case, kind)
        if served_on is None or served_on > case.today:
            yield NotServed(kind=kind, step=step.name.zh, step_en=step.name.en)
    if step.adverse and not step.served and not any(_reached_subject(case)):
        yield NotServed(kind="prior_notice", step=step.name.zh, step_en=step.name.en)


def _served(case: _Case, kind: PaperKind) -> date | None:
    """When the last paper of this kind was served: a notice given anew must arrive anew."""
    for one in reversed(case.taken):
        if any(n.paper == kind and n.served for n in case.procedure.step(one.step).notices):
            return one.served.get(kind)
    return None


def _reached_subject(case: _Case) -> Iterator[bool]:
    for one in case.taken:
        for notice in case.procedure.step(one.step).notices:
            yield notice.to == "subject" and notice.served and notice.paper in one.served


def _not_run_out(case: _Case, running: Running, step: Step) -> Iterator[Problem]:
    name = running.clock.name
    facts = {"clock": name.zh, "clock_en": name.en}
    if running.stopped_on is not None:
        return
    if running.due is None or case.today <= running.due.day:
        yield ClockRuns(until=running.due.day if running.due else None, **facts)
    elif step.adverse and running.due.provisional:
        # A notice still to come may move the day: to the subject's harm nothing is done before.
        yield CalendarNotKnown(years=running.due.unpublished, **facts)


def _no_extension(case: _Case, running: Running) -> Iterator[Problem]:
    name = running.clock.name
    facts = {"clock": name.zh, "clock_en": name.en}
    if not running.runs:
        yield NothingToExtend(**facts)
    elif running.extended:
        yield AlreadyExtended(**facts)
    elif running.due is not None and case.today > running.due.day:
        yield TooLateToExtend(due=running.due.day, **facts)


def _same(case: _Case, step: Step, doer: Doer) -> Iterator[Problem]:
    for one in case.taken:
        name = case.procedure.step(one.step).name
        facts = {"earlier": name.zh, "earlier_en": name.en}
        if one.step in step.other_person_than and one.doer.person == doer.person:
            yield SamePerson(**facts)
        if one.step in step.other_unit_than and one.doer.unit == doer.unit:
            yield SameUnit(**facts)
