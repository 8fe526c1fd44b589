"""The last run of a clock: what each step starts, stops, pauses, resumes and extends."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from mingjian.cases.engine.taken import Taken
from mingjian.kernel.period import Period
from mingjian.policy.schema.procedure import Clock

DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Lap:
    """The last run of a clock as the steps tell it.

    `pauses`: the days left out, an open period while the pause lasts. `extended_to`: the length
    that an extension gave, in the unit of the clock.
    """

    begun: bool = False
    started_on: date | None = None
    stopped_on: date | None = None
    pauses: tuple[Period, ...] = ()
    extended_on: date | None = None
    extended_to: int | None = None

    @property
    def live(self) -> bool:
        """Whether it began and no step stopped it."""
        return self.begun and self.stopped_on is None


def after(lap: Lap, clock: Clock, one: Taken) -> Lap:
    """The run after one more step; a start while it runs starts nothing anew."""
    if one.step in clock.stops and lap.live:
        lap = _stopped(lap, one.day)
    if one.step in clock.starts and not lap.live:
        lap = Lap(begun=True, started_on=_start(clock, one))
    if not lap.live:
        return lap
    if one.step in clock.resumes:
        lap = replace(lap, pauses=_resumed(lap.pauses, one.day))
    if one.step in clock.pauses and not _open(lap.pauses):
        lap = replace(lap, pauses=(*lap.pauses, Period(one.day + DAY, None)))
    return _extended(lap, clock, one)


def _start(clock: Clock, one: Taken) -> date | None:
    return one.day if clock.served is None else one.served.get(clock.served)


def _stopped(lap: Lap, day: date) -> Lap:
    """A paper served only after the stop never started the time."""
    started = lap.started_on
    if started is not None and started > day:
        started = None
    pauses = _resumed(lap.pauses, day)
    return replace(lap, started_on=started, stopped_on=day, pauses=pauses)


def _open(pauses: tuple[Period, ...]) -> bool:
    return bool(pauses) and pauses[-1].end is None


def _resumed(pauses: tuple[Period, ...], day: date) -> tuple[Period, ...]:
    """The day of an event is not counted (民法典 201): the pause holds the days after its step.

    So the day of the pausing step still counts and that of the resuming one does not.
    """
    if not _open(pauses):
        return pauses
    kept, start = pauses[:-1], pauses[-1].start
    return (*kept, Period(start, day + DAY)) if day >= start else kept


def _extended(lap: Lap, clock: Clock, one: Taken) -> Lap:
    to = next((e.length for e in clock.extends if e.step == one.step), None)
    if to is None or lap.extended_on is not None:
        return lap
    return replace(lap, extended_on=one.day, extended_to=to)
