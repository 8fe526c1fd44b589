"""After any corrections the file is as if the right day had been known at first, and all are told.

Only a contest that is open keeps a corrected decision waiting, however late it was filed.

Two decisions of one day: one is served, contested, and corrected in any order; the other is served
as the last word on the first says, and contested alike. Days include leap day, year ends, holidays
and make-up Saturdays.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from effects import world
from effects.serving import LIAISON, key, served
from effects.world import asked
from mingjian.effects.adverse import find_adverse
from mingjian.effects.contest import Result, contest, contest_decided
from mingjian.effects.in_force import in_force
from mingjian.effects.models import Contest
from mingjian.effects.receivers import receivers
from mingjian.effects.service.answer import answer_each
from mingjian.effects.service.given import Served
from mingjian.effects.service.outcome import Recorded
from mingjian.effects.target import Target
from papers.making import OTHER, UNIT, WHO, subject

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
DECIDED = date(2023, 8, 25)
AWKWARD = tuple(
    map(
        date.fromisoformat,
        (
            "2023-08-31",  # six months on there is no 31st: the leap day
            "2023-08-29",
            "2023-09-28",  # review would end on a holiday
            "2023-12-31",
            "2024-02-04",  # a make-up Sunday
            "2024-02-29",
            "2024-04-28",
            "2024-08-31",
        ),
    )
)
days = st.sampled_from(AWKWARD) | st.integers(0, 400).map(lambda n: DECIDED + n * DAY)
# About the day on which a suit is too late, so that some contests come before it and some after.
filing_days = st.integers(120, 560).map(lambda n: DECIDED + n * DAY)
UNITS = (OTHER, UNIT, "zhenhai-education")


@dataclass(frozen=True)
class Word:
    """What is said of the service."""

    day: date
    procedure: str = "ordinary"
    told: bool = True

    def of(self, record: UUID, reason: str) -> Served:
        changes = {"procedure": self.procedure, "told": self.told, "reason": reason}
        return served(record, self.day.isoformat(), **changes)


@dataclass(frozen=True)
class Filed:
    """A review or a suit, and how it ended (None: it is open)."""

    kind: str
    on: date
    ended: tuple[str, int, int] | None

    def at(self, record: UUID) -> None:
        row = contest(record, self.kind, self.on, actor=WHO)  # type: ignore[arg-type]  # of a test
        if self.ended is not None:
            self._end(row.id, *self.ended)

    def close(self, record: UUID) -> None:
        """It is upheld after all, where it was open."""
        for row in Contest.objects.filter(record_id=record, kind=self.kind, decided_on=None):
            self._end(row.pk, "upheld", 30, 5)

    def _end(self, number: int, outcome: str, after: int, reached: int) -> None:
        decided = self.on + after * DAY
        result = Result(outcome, decided, "示例复决1号", decided + reached * DAY)  # type: ignore[arg-type]  # of a test
        contest_decided(number, result, actor=WHO)


PROCEDURES = st.sampled_from(("ordinary", "ordinary", "ordinary", "simple"))
words = st.builds(
    Word,
    days,
    st.sampled_from(("ordinary",) * 4 + ("simple",)),
    st.sampled_from((True,) * 4 + (False,)),
)
ends = st.none() | st.tuples(
    st.sampled_from(("upheld", "withdrawn")), st.integers(0, 90), st.integers(0, 20)
)
filings = st.lists(
    st.builds(Filed, st.sampled_from(("review", "suit")), filing_days, ends),
    max_size=2,
    unique_by=lambda one: one.kind,
).map(lambda found: sorted(found, key=lambda one: one.on))


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        world.tell()
        yield
        transaction.set_rollback(True)


def in_file(record: UUID) -> list[tuple[date, date]]:
    """The days on which it is adverse information, as they are told on each of them."""
    known = find_adverse(record)
    now = in_force(subject(), timezone.localdate()).adverse
    shown = [(one.holds.start, one.served_on) for one in now if one.record_id == record]
    if known is not None and known.end is None:
        start = known.holds.start
        first, before = (in_force(subject(), day).adverse for day in (start, start - DAY))
        assert record in {one.record_id for one in first}
        assert record not in {one.record_id for one in before}
    return shown


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(words, min_size=2, max_size=4), filings, st.data())
def test_it_is_as_if_the_right_day_had_been_known(
    said: list[Word], filed: list[Filed], data: st.DataObject
) -> None:
    with rolled_back():
        one, other = (world.penalty(key=key(n), CF_JDRQ=str(DECIDED)) for n in (1, 2))
        turns = data.draw(st.lists(st.booleans(), min_size=9, max_size=9))
        words_left, filings_left = list(said), list(filed)
        say(one, words_left.pop(0))
        for filing in turns:
            if filing and filings_left:
                filings_left.pop(0).at(one)
            elif words_left:
                say(one, words_left.pop(0))
        for word in words_left:
            say(one, word)
        for late in filings_left:
            late.at(one)
        say(other, said[-1])
        for contested in filed:
            contested.at(other)
        assert_same(one, other, filed)


def assert_same(one: UUID, other: UUID, filed: list[Filed]) -> None:
    """While a contest is open the corrected one may wait for it; once all is decided, it came."""
    if any(contested.ended is None for contested in filed):
        assert in_file(one) in ([], in_file(other))
    for contested in filed:
        contested.close(one)
        contested.close(other)
    assert in_file(one) == in_file(other)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(words, min_size=2, max_size=4, unique=True), st.data())
def test_a_correction_tells_exactly_the_receivers(said: list[Word], data: st.DataObject) -> None:
    with rolled_back():
        one = world.penalty(key=key(1), CF_JDRQ=str(DECIDED))
        heard: set[str] = set()
        for number, word in enumerate(said):
            told = say(one, word)
            assert set(told) == (heard if number else set())
            assert list(told) == (receivers(Target("record", str(one))) if number else [])
            for unit in data.draw(st.sets(st.sampled_from(UNITS))):
                known = find_adverse(one)
                if known is not None and known.end is None:
                    asked(subject(), unit, adverse=[known.id])
                    heard.add(unit)


def say(record: UUID, word: Word) -> tuple[str, ...]:
    """It is taken; the same as before says nothing new."""
    (done,) = answer_each(LIAISON, [word.of(record, "更正")]).values()
    assert isinstance(done, Recorded), done
    return done.told
