"""Random histories of one record, against a model that keeps a plain list of (days, moments)."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingjian.kernel.period import Period
from mingjian.ledger.amend import amend
from mingjian.ledger.correct import correct
from mingjian.ledger.identity import record_id
from mingjian.ledger.post import Incoming, Posting, post
from mingjian.ledger.problems import NoSuchRecord, OutsideValidity
from mingjian.ledger.read import as_of
from mingjian.ledger.withdraw import withdraw

DAYS = [date(2026, 1, 1) + timedelta(days=n) for n in range(8)]
START = datetime(2026, 6, 1, tzinfo=UTC)
RECORD = record_id("penalty", ["示例"])

days = st.integers(0, 6)
periods = st.builds(
    lambda start, length: Period(DAYS[start], None if length == 0 else _end(start, length)),
    days,
    st.integers(0, 4),
)
texts = st.sampled_from("甲乙丙")
acts = st.one_of(
    st.tuples(st.just("post"), texts, periods, st.booleans()),
    st.tuples(st.just("correct"), texts, periods),
    st.tuples(st.just("amend"), texts, days, st.one_of(st.none(), st.integers(1, 4))),
    st.tuples(st.just("withdraw")),
)


def _end(start: int, length: int) -> date:
    return DAYS[min(start + length, len(DAYS) - 1)]


@dataclass
class Model:
    """After each step, the content of every day; what was last sent; whether anything stands."""

    now: dict[date, str] = field(default_factory=dict)
    sent: tuple[str, Period] | None = None
    stands: bool = False
    known: list[dict[date, str]] = field(default_factory=list)

    def step(self, act: tuple[object, ...]) -> None:
        getattr(self, f"_{act[0]}")(*act[1:])
        self.known.append(dict(self.now))

    def _fill(self, text: str, period: Period) -> None:
        self.now = {day: text for day in DAYS if day in period}
        self.stands = True

    def _post(self, text: str, period: Period, reopen: object) -> None:
        news = self.stands and (text, period) != self.sent
        if self.sent is None or news or (reopen and not self.stands):
            self._fill(text, period)
            self.sent = (text, period)

    def _correct(self, text: str, period: Period) -> None:
        if self.stands:
            self._fill(text, period)

    def _amend(self, text: str, start: int, length: int | None) -> None:
        change = Period(DAYS[start], None if length is None else DAYS[start] + timedelta(length))
        self.now = {day: text if day in change else old for day, old in self.now.items()}

    def _withdraw(self) -> None:
        self.now, self.stands = {}, False


def perform(step: int, act: tuple[object, ...]) -> None:
    """The same step on the ledger; what it refuses, the model leaves undone as well."""
    at = START + timedelta(hours=step)
    by = {"actor": "user:1", "at": at, "reason": "示例"}
    match act:
        case ("post", str(text), Period() as valid, bool(reopen)):
            how = Posting(step + 1, "penalty", "qu-fgj", "national@0", "user:1", at, reopen)
            post([Incoming(RECORD, 7, valid, 1, {"CF_NR": text})], how)
        case ("correct", str(text), Period() as valid):
            correct(RECORD, {"CF_NR": text}, valid, **by)  # type: ignore[arg-type]  # by holds three kinds
        case ("amend", str(text), int(start), length):
            until = None if length is None else DAYS[start] + timedelta(days=int(str(length)))
            amend(RECORD, {"CF_NR": text}, DAYS[start], until=until, **by)  # type: ignore[arg-type]  # as above
        case ("withdraw",):
            withdraw(RECORD, basis="示例", **by)  # type: ignore[arg-type]  # as above


@pytest.mark.django_db
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(acts, min_size=1, max_size=7))
def test_every_question_of_both_axes_is_answered_as_by_the_model(
    history: list[tuple[object, ...]],
) -> None:
    model = Model()
    with transaction.atomic():
        for step, act in enumerate(history):
            try:
                with transaction.atomic():
                    perform(step, act)
            except (NoSuchRecord, OutsideValidity):
                pass
            model.step(act)
        _compare(model)
        transaction.set_rollback(True)


def _compare(model: Model) -> None:
    assert as_of(RECORD, known_on=START - timedelta(seconds=1)) == []
    for step, contents in enumerate(model.known):
        begin = START + timedelta(hours=step)
        for moment in (begin, begin + timedelta(minutes=59, seconds=59)):
            assert _answers(moment) == contents
    assert _answers(None) == model.now


def _answers(known_on: datetime | None) -> dict[date, str]:
    """What each day has; no day may have two contents."""
    found: dict[date, str] = {}
    for day in DAYS:
        versions = as_of(RECORD, valid_on=day, known_on=known_on)
        assert len(versions) <= 1
        if versions:
            found[day] = versions[0].payload["CF_NR"]
    return found
