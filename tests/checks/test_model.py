"""The statement against `effects.in_force`, over random histories and days (laws 2 and 4)."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.affecting import CLERK, made_up, told
from effects import world
from mingjian.checks.replay import replay
from mingjian.effects.adverse import end_adverse, make_adverse
from mingjian.effects.enter import enter, leave
from mingjian.effects.gate import Term
from mingjian.effects.impose import impose, lift
from mingjian.effects.in_force import in_force
from mingjian.effects.problems import AlreadyThere, GateShut
from mingjian.effects.shield import shield, unshield
from mingjian.effects.target import End
from papers.making import WHO, paper

SIX = ("law", "article", "text_version", "decision", "served_on", "from", "exit", "remedy")
days = st.integers(0, 60).map(lambda n: world.decided() + timedelta(days=n))
terms = st.tuples(days, st.integers(1, 40)).map(
    lambda pair: Term(pair[0], pair[0] + timedelta(days=pair[1]))
)
kinds = st.sampled_from(["X-BLACK", "X-RED", "x-own", "x-kind-own", "adverse"])
acts = st.lists(st.tuples(kinds, terms, st.none() | days, st.booleans()), max_size=6)
shields = st.none() | st.tuples(days, st.none() | days)


class Undo(Exception):  # noqa: N818 - a test's own
    """Throws the example's rows away."""


@pytest.mark.django_db
@given(acts, shields, st.lists(days, min_size=1, max_size=5))
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_it_tells_what_is_in_force_with_all_its_parts(
    history: list[tuple[str, Term, date | None, bool]],
    shielded: tuple[date, date | None] | None,
    asked: list[date],
) -> None:
    with suppress(Undo), transaction.atomic(), made_up():
        heard = world.heard()
        for number, act in enumerate(history):
            _do(heard, number, act)
        if shielded is not None:
            _shield(heard.subject_id, *shielded)
        for day in asked:
            _compare(heard.subject_id, day)
        raise Undo


def _compare(about: int, day: date) -> None:
    force, found = in_force(about, day), told(on=day)
    assert found.ids("entries", "entry") == [one.id for one in force.entries], day
    assert found.ids("adverse", "adverse") == [one.id for one in force.adverse], day
    measures = found.document["measures"]
    imposed = [one["imposed"] for one in measures if one["ground"] == "decision"]
    assert imposed == [one.id for one in force.measures], day
    assert len(found.document["shielded"]) == len(force.shielded)
    for one in measures:
        assert one["ground"] != "entry" or one["entry"] in found.ids("entries", "entry")
        assert one["ground"] != "adverse" or one["adverse"] == found.ids("adverse", "adverse")
    own = [one for one in measures if one["ground"] == "decision"]
    for one in (*found.document["entries"], *own):
        assert all(one[part] for part in SIX)
        assert one["until"] > str(day)
    assert replay(found.answer.receipt, CLERK).agrees


def _do(heard: world.Heard, n: int, act: tuple[str, Term, date | None, bool]) -> None:
    kind, term, end, while_listed = act
    if kind == "adverse":
        _adverse(n, term, end, while_listed=while_listed)
        return
    parts = heard.parts(term=term)
    if kind.startswith("x-"):
        imposed = impose(world.imposition(heard, measure_id=kind, parts=parts))
        _end(imposed.id, end, lift)
        return
    with suppress(AlreadyThere):
        try:
            listed = enter(world.listing(heard, list_id=kind, parts=parts))
        except GateShut as shut:
            _assert_black(heard.subject_id, kind, term.start, shut)
        else:
            _end(listed.id, end, leave)


def _assert_black(about: int, kind: str, day: date, shut: GateShut) -> None:
    """Nothing but a black list keeps from a red one."""
    assert (kind, shut.facts["rule"]) == ("X-RED", "effects_red_while_black")
    assert "X-BLACK" in {one.list_id for one in in_force(about, day).entries}


def _adverse(n: int, term: Term, end: date | None, *, while_listed: bool) -> None:
    record = world.penalty(key=f"示罚〔2026〕{n}号")
    start = max(term.start, world.decided() + timedelta(days=1))
    until = max(term.end or start, start + timedelta(days=1))
    made = make_adverse(
        world.finding(record, final_on=start, until=until, while_listed=while_listed)
    )
    _end(made.id, end, end_adverse)


def _end(number: int, end: date | None, verb: Callable[[int, End], object]) -> None:
    if end is not None:
        verb(number, world.end(end))


def _shield(about: int, start: date, end: date | None) -> None:
    made = shield(about, paper(about, kind="ruling", number="示例裁定1号").id, start, 1, actor=WHO)
    if end is not None:
        unshield(made.id, world.end(end))
