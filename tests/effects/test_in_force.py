"""What is in force on a day, against a naive model, over random histories (law 4)."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.filing import close_record
from effects import world
from mingjian.effects.adverse import end_adverse, make_adverse
from mingjian.effects.dispute import dispute, settle
from mingjian.effects.enter import enter, leave
from mingjian.effects.gate import SixParts, Term
from mingjian.effects.impose import impose, lift
from mingjian.effects.in_force import in_force
from mingjian.effects.problems import AlreadyThere, GateShut
from mingjian.effects.publish import publish_record, stop_publication
from mingjian.effects.shield import shield, unshield
from mingjian.effects.target import End, Target
from mingjian.kernel.period import Period
from mingjian.policy.schema.base import Text
from papers.making import WHO, ago, paper, subject

pytestmark = pytest.mark.usefixtures("told")

UNTIL = Text(zh="改正", en="corrected")
days = st.integers(0, 60).map(lambda n: world.decided() + timedelta(days=n))
periods = st.tuples(days, st.integers(1, 40) | st.none()).map(
    lambda pair: Term(
        pair[0], None if pair[1] is None else pair[0] + timedelta(days=pair[1]), UNTIL
    )
)
ends = st.none() | days


@dataclass
class Model:
    """Each thing with its days, the naive way: a set of (kind, number) for a day."""

    rows: list[tuple[str, int, date, date | None, date | None]] = field(default_factory=list)

    def add(self, kind: str, number: int, term: Term, end: date | None) -> None:
        self.rows.append((kind, number, term.start, term.end, end))

    def on(self, day: date) -> set[tuple[str, int]]:
        found = set()
        for kind, number, start, stop, end in self.rows:
            begun, over = start <= day, stop is not None and stop <= day
            if begun and not over and not (end is not None and end <= day):
                found.add((kind, number))
        return found


class Undo(Exception):  # noqa: N818 - a test's own
    """Throws the example's rows away."""


def seen(about: int, day: date) -> set[tuple[str, int]]:
    now = in_force(about, day)
    found = {("entry", one.id) for one in now.entries}
    found |= {("measure", one.id) for one in now.measures}
    found |= {("adverse", one.id) for one in now.adverse}
    found |= {("published", one.id) for one in now.published}
    return found


acts = st.lists(
    st.tuples(st.sampled_from(["entry", "red", "measure", "praise", "adverse"]), periods, ends),
    max_size=6,
)
shields = st.none() | st.tuples(days, ends)


@given(acts, shields, st.lists(days, min_size=1, max_size=8))
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_it_is_what_the_dates_say(
    history: list[tuple[str, Term, date | None]],
    shielded: tuple[date, date | None] | None,
    asked: list[date],
) -> None:
    with suppress(Undo), transaction.atomic():
        _compare(history, shielded, asked)
        raise Undo


def _compare(
    history: list[tuple[str, Term, date | None]],
    shielded: tuple[date, date | None] | None,
    asked: list[date],
) -> None:
    given_ = world.heard()
    model = Model()
    good: set[tuple[str, int]] = set()
    for n, (kind, term, end) in enumerate(history):
        if kind == "red" and any(name == "entry" for name, _ in model.on(term.start) - good):
            _refused(given_, term)
            continue
        number = _do(given_, n, kind, term, end)
        name = {"red": "entry", "praise": "measure"}.get(kind, kind)
        if number is None:
            continue
        days_of = {"adverse": _kept(term), "measure": _bounded(term)}.get(name, term)
        model.add(name, number, days_of, end)
        good |= {(name, number)} if kind in {"red", "praise"} else set()
    if shielded is not None:
        _shield(given_.subject_id, *shielded)
    for day in asked:
        hidden = shielded is not None and _covers(shielded, day)
        expected = model.on(day) & good if hidden else model.on(day)
        assert seen(given_.subject_id, day) == expected, day
        assert bool(in_force(given_.subject_id, day).shielded) == hidden
    assert seen(given_.subject_id, world.decided() - timedelta(days=1)) == set()


def _covers(shielded: tuple[date, date | None], day: date) -> bool:
    start, end = shielded
    return start <= day and not (end is not None and end <= day)


def _do(given_: world.Heard, n: int, kind: str, term: Term, end: date | None) -> int | None:
    """Make one thing, and end it."""
    parts = given_.parts(term=term)
    if kind in {"entry", "red"}:
        return _entry(given_, "X-RED" if kind == "red" else "X-BLACK", parts, end)
    if kind in {"measure", "praise"}:
        name = "x-praise" if kind == "praise" else "x-own"
        limited = given_.parts(term=_bounded(term))
        made = impose(world.imposition(given_, measure_id=name, parts=limited))
        return _ended(made.id, end, lift)
    record = world.penalty(key=f"示罚〔2026〕{n}号")
    kept = _kept(term)
    made_adverse = make_adverse(world.finding(record, final_on=kept.start, until=kept.end))
    return _ended(made_adverse.id, end, end_adverse)


def _refused(given_: world.Heard, term: Term) -> None:
    """Nobody is praised while on a black list."""
    with pytest.raises(GateShut), transaction.atomic():
        enter(world.listing(given_, list_id="X-RED", parts=given_.parts(term=term)))


def _entry(given_: world.Heard, list_id: str, parts: SixParts, end: date | None) -> int | None:
    """The entry; none where one of the list is open in that time."""
    try:
        made = enter(world.listing(given_, list_id=list_id, parts=parts))
    except AlreadyThere:
        return None
    return _ended(made.id, end, leave)


def _ended(number: int, end: date | None, verb: Callable[[int, End], object]) -> int:
    if end is not None:
        verb(number, world.end(end))
    return number


def _bounded(term: Term) -> Term:
    return term if term.end else Term(term.start, term.start + timedelta(days=365))


def _kept(term: Term) -> Term:
    """Adverse information begins after service and has an end."""
    start = max(term.start, world.decided() + timedelta(days=1))
    end = term.end if term.end and term.end > start else start + timedelta(days=365)
    return Term(start, end)


def _shield(about: int, start: date, end: date | None) -> None:
    ruling = paper(about, kind="ruling", number="示例裁定1号")
    made = shield(about, ruling.id, start, 1, actor=WHO)
    if end is not None:
        unshield(made.id, world.end(end))


def test_a_published_decision_ends_by_itself_or_is_stopped() -> None:
    record, other = world.penalty(), world.penalty(key="示罚〔2026〕2号")
    made = publish_record(world.publishing(record, holds=Period(world.decided(), ago(-10))))
    stopped = publish_record(world.publishing(other))
    stop_publication(other, world.end(ago(5)))
    about = made.subject_id
    assert seen(about, ago(6)) == {("published", made.id), ("published", stopped.id)}
    assert seen(about, ago(5)) == {("published", made.id)}
    assert seen(about, ago(-9)) == {("published", made.id)}
    assert seen(about, ago(-10)) == set()


def test_a_withdrawn_record_takes_its_effects_with_it() -> None:
    record = world.penalty()
    publish_record(world.publishing(record))
    about = make_adverse(world.finding(record)).subject_id
    assert len(seen(about, ago(0))) == 2
    close_record(str(record))
    assert seen(about, ago(0)) == set()


def test_a_dispute_is_marked_from_its_day_until_it_is_settled() -> None:
    given_ = world.heard()
    made = enter(world.listing(given_))
    target = Target("entry", str(made.id))
    dispute(target, 7, on=ago(10), actor=WHO)
    settle(target, world.end(ago(5), case_id=7))
    marks = [in_force(given_.subject_id, ago(n)).disputed for n in (11, 10, 6, 5)]
    assert [len(mark) for mark in marks] == [0, 1, 1, 0]
    assert in_force(given_.subject_id, ago(8)).entries == (made,)


def test_what_is_about_another_is_not_here() -> None:
    given_ = world.heard()
    enter(world.listing(given_))
    assert seen(subject(9), ago(0)) == set()
