"""Which set judges a penalty of a day: the record's own day decides."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effects.rules.making import K, cls, day, every, named, penalty, policies, rules
from mingjian.effects.rules.which import rules_for, which_rules
from mingjian.kernel.verdict import CannotTell
from mingjian.policy.schema import RepairRules


@pytest.mark.parametrize(
    ("on", "authority", "expected"),
    [
        ("2019-06-30", "other", None),  # nothing before notice 527
        ("2019-07-01", "other", "ndrc_527_2019"),
        ("2023-04-30", "other", "ndrc_527_2019"),  # its last day
        ("2023-05-01", "other", "ndrc_58_2023"),
        ("2025-06-22", "other", "ndrc_58_2023"),  # a programme decides no record
        ("2026-03-31", "other", "ndrc_58_2023"),
        ("2026-04-01", "other", "ndrc_36_2026"),
        ("2099-12-31", "other", "ndrc_36_2026"),
        # the market regulators' own rules, and the general ones before there were any
        ("2021-08-31", "market_regulator", "ndrc_527_2019"),
        ("2021-09-01", "market_regulator", "samr_2021"),
        ("2026-04-01", "market_regulator", "samr_2021"),
        ("2021-08-31", "unknown", "ndrc_527_2019"),
        ("2021-09-01", "unknown", None),
    ],
)
def test_the_set_in_force_on_the_records_own_day(
    on: str, authority: str, expected: str | None
) -> None:
    one = penalty(on=on, authority=authority)
    found = which_rules(policies().repair_rules(one.decided_on), one, one.decided_on)
    if expected is None:
        assert isinstance(found, CannotTell)
    else:
        assert isinstance(found, RepairRules)
        assert found.id == expected


def test_sets_given_whole_or_by_day_answer_alike() -> None:
    one = penalty(on="2024-05-01")
    by_day = which_rules(policies().repair_rules(one.decided_on), one, one.decided_on)
    assert which_rules(every(), one, one.decided_on) == by_day


def test_two_sets_of_one_scope_are_a_doubt_that_names_both() -> None:
    other = rules(id="other", effective_from="2020-01-01")
    found = which_rules((rules(), other), penalty(), day("2024-01-15"))
    assert isinstance(found, CannotTell)
    assert "invented" in found.reason
    assert "other" in found.reason


def test_no_rules_at_all_are_a_doubt() -> None:
    assert isinstance(which_rules((), penalty(), day("2024-01-15")), CannotTell)


@pytest.mark.parametrize(
    ("scope", "on", "expected"),
    [
        ("record_retention", "2018-01-01", "zj_ordinance_2018"),
        ("record_repair", "2019-02-01", "zj_repair_671"),
        ("record_repair", "2019-01-31", None),
        ("record_retention", "2017-12-31", None),
        ("programme", "2025-06-22", "sc_22_2025"),
    ],
)
def test_records_in_the_file_have_rules_of_their_own(
    scope: str, on: str, expected: str | None
) -> None:
    found = rules_for(every(), scope, day(on))  # type: ignore[arg-type]  # parametrised
    assert (found.id if isinstance(found, RepairRules) else None) == expected


@given(on=st.dates(date(2019, 7, 1), date(2040, 1, 1)), later=st.integers(0, 5000))
def test_later_rules_never_change_which_set_judges_an_old_record(on: date, later: int) -> None:
    one = penalty(K.LARGE_FINE, on=on.isoformat())
    before = [r for r in every() if r.effective_from is None or r.effective_from <= on]
    new = rules(cls(others=True), id="new", effective_from=on + timedelta(days=later + 1))
    assert which_rules((*every(), new), one, on) == which_rules(before, one, on)


def test_the_passage_leaves_no_day_without_rules() -> None:
    ends = {named(one).effective_to for one in ("ndrc_527_2019", "ndrc_58_2023")}
    starts = {named(one).effective_from for one in ("ndrc_58_2023", "ndrc_36_2026")}
    assert ends == starts
