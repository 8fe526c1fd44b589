"""A list whose rules name a shortest term lets nobody out before it; after it the head judges."""

from datetime import date

import pytest

from cases.test_effects import DECISION, LAW, about_entry
from cases.world import HEAD, LIAISON, OFFICE, UNIT, at, handed, serve_last, subject
from mingjian.cases.doing import Doing, Opening
from mingjian.cases.eligibility import eligibility
from mingjian.cases.open_case import open_case
from mingjian.cases.problems import NotEligible
from mingjian.cases.silence import silence
from mingjian.cases.take import take
from mingjian.cases.view import CaseView
from mingjian.effects.in_force import in_force
from mingjian.effects.rules.eligibility import Eligibility
from mingjian.effects.rules.exits import EARLY
from mingjian.kernel.verdict import CannotTell, Met, NotMet

pytestmark = pytest.mark.usefixtures("db")
# Work safety (应急管理部令第11号): twelve months from the entry, verified in domain facts. Days of
# the past: the database has a clock of its own and takes no step of a day ahead.
LIST, ENTERED, ASKED = "B18", "2025-03-19", "2025-09-01"
LAST_DAY_WITHIN, OPEN_FROM = "2026-03-19", "2026-03-20"


def entered(one: int, list_id: str) -> None:
    """Told on 3 March 2025, silent for ten working days, entered on 19 March."""
    with at("2025-03-03"):
        facts = {"list": list_id, "article": LAW, "facts": "示例事实"}
        doing = Doing(facts, (handed("evidence", one, UNIT),))
        asked = Opening("determination", one, UNIT, "list", list_id, doing=doing)
        case = take(open_case(asked, LIAISON).id, "notify", Doing(), LIAISON, seq=1)
        serve_last(case, "2025-03-03")
    with at("2025-03-18", hour=1):
        assert silence().taken == 1
    with at(ENTERED):
        take(case.id, "decide", Doing(DECISION, reason="示例"), HEAD, seq=3)


def repair_case(one: int, list_id: str = LIST) -> CaseView:
    """The organisation asks for repair half a year later."""
    entered(one, list_id)
    with at(ASKED):
        (entry,) = in_force(one, date.fromisoformat(ASKED)).entries
        asked = about_entry(one, "repair", entry.id, "application", "pledge", "proof")
        return take(asked.id, "push", Doing(), OFFICE, seq=1)


def test_before_the_shortest_term_the_grant_is_refused_with_the_day() -> None:
    one = subject()
    case = repair_case(one)
    for day in (ASKED, LAST_DAY_WITHIN):
        with at(day), pytest.raises(NotEligible) as refused:
            take(case.id, "grant", Doing(reason="示例"), HEAD, seq=case.seq)
        for language, name in (("zh", EARLY.zh), ("en", EARLY.en)):
            told = refused.value.sentence(language)  # type: ignore[arg-type]  # one of the two
            assert name in told
            assert OPEN_FROM in told
        assert len(in_force(one, date.fromisoformat(day)).entries) == 1


def test_from_that_day_on_it_is_the_heads_to_grant() -> None:
    one = subject()
    case = repair_case(one)
    with at(OPEN_FROM):
        take(case.id, "grant", Doing(reason="示例：已改正"), HEAD, seq=case.seq)
    assert in_force(one, date.fromisoformat(OPEN_FROM)).entries == ()


def test_the_exit_on_application_is_no_way_around_it() -> None:
    one = subject()
    entered(one, LIST)
    with at(ASKED):
        (entry,) = in_force(one, date.fromisoformat(ASKED)).entries
        case = about_entry(one, "exit", entry.id, "application", "proof")
    with at(LAST_DAY_WITHIN), pytest.raises(NotEligible):
        take(case.id, "let-out", Doing(reason="示例"), HEAD, seq=case.seq)
    with at(OPEN_FROM):
        take(case.id, "let-out", Doing(reason="示例"), HEAD, seq=case.seq)
    assert in_force(one, date.fromisoformat(OPEN_FROM)).entries == ()


def test_each_condition_is_shown_and_what_the_rules_leave_open_stays_open() -> None:
    case = repair_case(subject())
    for day, expected in ((LAST_DAY_WITHIN, NotMet), (OPEN_FROM, Met)):
        with at(day):
            found = eligibility(case.id, HEAD)
        assert isinstance(found, Eligibility)
        first, rest = found.conditions
        assert isinstance(first.verdict, expected)
        assert first.since == date.fromisoformat(OPEN_FROM)
        assert isinstance(rest.verdict, CannotTell)


def test_a_list_without_a_known_way_out_is_judged_by_its_unit() -> None:
    one = subject()
    case = repair_case(one, "B12")
    with at(ASKED):
        assert isinstance(eligibility(case.id, HEAD), CannotTell)
        take(case.id, "grant", Doing(reason="示例"), HEAD, seq=case.seq)
    assert in_force(one, date.fromisoformat(ASKED)).entries == ()
