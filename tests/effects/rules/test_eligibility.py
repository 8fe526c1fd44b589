"""Every condition of repair is an own verdict; what is not known is never held against anybody."""

from datetime import date
from typing import Any

import pytest

from effects.rules.making import SAID, K, asked, day, named, penalty, rules
from mingjian.effects.rules.eligibility import Eligibility, eligible
from mingjian.effects.rules.facts import RepairFacts
from mingjian.kernel.verdict import CannotTell, Met, NotMet

DONE = date(2024, 3, 1)
GOOD = RepairFacts(
    corrected=DONE,
    performed=DONE,
    harm_removed=DONE,
    pledged=DONE,
    same_kind_again=False,
    on_serious_list=False,
    on_abnormal_list=False,
    false_material_on=False,
)
KINDS = (
    "corrected",
    "performed",
    "harm_removed",
    "pledge",
    "no_same_kind",
    "not_on_serious_list",
    "not_on_abnormal_list",
)


def but(**changes: Any) -> RepairFacts:
    return RepairFacts(**{name: getattr(GOOD, name) for name in GOOD.__slots__} | changes)


def all_asked(**changes: Any) -> Any:
    return rules(conditions=[asked(kind) for kind in KINDS], **changes)


def judged(facts: RepairFacts, on: str = "2025-01-01", **changes: Any) -> Eligibility:
    return eligible(penalty(on="2024-01-15"), all_asked(**changes), facts, day(on))


@pytest.mark.parametrize(
    ("on", "met"), [("2024-04-15", False), ("2024-04-16", True), ("2030-01-01", True)]
)
def test_all_conditions_and_the_minimum(on: str, *, met: bool) -> None:
    found = judged(GOOD, on)
    assert isinstance(found.verdict, Met if met else NotMet)
    assert found.earliest_on == day("2024-04-16")
    assert len(found.conditions) == len(KINDS) + 1


def test_the_last_thing_done_decides_the_earliest_day() -> None:
    found = judged(but(pledged=date(2024, 12, 31)), "2024-12-30")
    assert found.earliest_on == day("2024-12-31")
    assert isinstance(found.verdict, NotMet)
    assert isinstance(judged(but(pledged=date(2024, 12, 31)), "2024-12-31").verdict, Met)


@pytest.mark.parametrize("name", ["corrected", "performed", "harm_removed", "pledged"])
def test_what_is_not_done_is_not_met_and_has_no_day(name: str) -> None:
    found = judged(but(**{name: False}))
    assert isinstance(found.verdict, NotMet)
    assert found.earliest_on is None


@pytest.mark.parametrize("name", ["same_kind_again", "on_serious_list", "on_abnormal_list"])
def test_what_stands_in_the_way_is_not_met(name: str) -> None:
    found = judged(but(**{name: True}))
    assert isinstance(found.verdict, NotMet)
    assert found.earliest_on is None


@pytest.mark.parametrize("name", [name for name in GOOD.__slots__ if name != "false_material_on"])
def test_what_is_not_known_cannot_be_told(name: str) -> None:
    found = judged(but(**{name: None}))
    assert isinstance(found.verdict, CannotTell)
    assert found.earliest_on is None
    assert sum(isinstance(one.verdict, CannotTell) for one in found.conditions) == 1


def test_only_what_the_rules_ask_for_counts() -> None:
    bare = rules(conditions=[asked("performed")])
    nothing = RepairFacts(performed=DONE)
    assert isinstance(eligible(penalty(), bare, nothing, day("2025-01-01")).verdict, Met)


def test_a_recalled_condition_binds_nobody_but_is_not_passed_over() -> None:
    memory = rules(conditions=[asked("pledge", mark="recalled")])
    for facts, expected in ((but(pledged=False), CannotTell), (GOOD, Met)):
        found = eligible(penalty(), memory, facts, day("2025-01-01"))
        assert isinstance(found.verdict, expected)


CLOSED = {"name": {"zh": "不得修复", "en": "closed"}, "months": 36, **SAID}


@pytest.mark.parametrize(
    ("closure", "found_on", "on", "expected"),
    [
        (CLOSED, False, "2025-01-01", Met),
        (CLOSED, None, "2025-01-01", CannotTell),
        (CLOSED, date(2024, 2, 29), "2027-02-28", NotMet),  # three years end with 2027-02-28
        (CLOSED, date(2024, 2, 29), "2027-03-01", Met),
        (CLOSED, date(2026, 1, 1), "2025-01-01", Met),  # not yet found
        (CLOSED, date(2025, 1, 1), "2025-01-01", NotMet),  # found on the very day
        ({**CLOSED, "months": None}, date(2024, 2, 29), "2030-01-01", CannotTell),
        ({**CLOSED, "marks": {"months": "recalled"}}, date(2024, 2, 29), "2030-01-01", CannotTell),
    ],
)
def test_false_material_closes_repair_for_the_years_the_rules_say(
    closure: dict[str, Any], found_on: Any, on: str, expected: type
) -> None:
    found = judged(but(false_material_on=found_on), on, closures=[closure])
    assert isinstance(found.verdict, expected)


def test_what_was_never_published_needs_no_repair() -> None:
    warned = penalty(K.WARNING)
    found = eligible(warned, named("samr_2021"), GOOD, day("2025-01-01"))
    assert isinstance(found.verdict, NotMet)
    assert found.earliest_on is None


def test_a_gap_in_the_rules_is_a_doubt_and_not_a_refusal() -> None:
    found = eligible(penalty(K.SMALL_FINE), named("ndrc_36_2026"), GOOD, day("2027-01-01"))
    assert isinstance(found.verdict, CannotTell)


@pytest.mark.parametrize(
    ("rules_id", "kind", "facts", "earliest"),
    [
        ("samr_2021", K.LARGE_FINE, {"field": "drugs"}, "2025-01-16"),
        ("samr_2021", K.PRODUCTION_STOPPED, {}, "2027-01-16"),  # never early
        ("ndrc_58_2023", K.LARGE_FINE, {}, "2024-04-16"),
        ("ndrc_36_2026", K.WARNING, {}, "2024-03-01"),  # as soon as the duty is done
        ("zj_repair_671", K.LARGE_FINE, {}, "2025-01-16"),
    ],
)
def test_the_packs_own_rules(rules_id: str, kind: K, facts: dict[str, Any], earliest: str) -> None:
    found = eligible(penalty(kind, **facts), named(rules_id), GOOD, day(earliest))
    assert found.earliest_on == day(earliest)
    assert isinstance(found.verdict, Met)
