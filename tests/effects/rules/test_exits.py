"""Ways out of the sector lists, from the packs, worked by hand."""

from datetime import date
from typing import Any

import pytest

from effects.rules.making import SAID, asked, day, every, rules
from mingjian.effects.rules.exits import ExitOutlook, exit_rule, list_exit
from mingjian.effects.rules.facts import RepairFacts
from mingjian.kernel.verdict import CannotTell, Met, NotMet
from mingjian.policy.schema.repair_asks import ListExit

NOTHING = RepairFacts()


def found(list_id: str, on: str) -> ListExit:
    rule = exit_rule(every(), list_id, day(on))
    assert isinstance(rule, ListExit), rule
    return rule


def outlook(list_id: str, entered: str, on: str, facts: RepairFacts = NOTHING) -> ExitOutlook:
    return list_exit(found(list_id, entered), day(entered), facts, day(on))


def made(**changes: Any) -> ListExit:
    plain = {"list_id": "B1", "name": {"zh": "示例", "en": "example"}, "basis": "示例", **SAID}
    return ListExit.model_validate({**plain, **changes})


@pytest.mark.parametrize(
    ("list_id", "entered", "end"),
    [
        ("B05", "2022-01-01", "2025-01-02"),  # wages: 3 years end with 2025-01-01
        ("B18", "2024-02-29", "2027-03-01"),  # work safety: no 29 February in 2027
        ("B02", "2022-12-31", "2026-01-01"),  # tax: 3 years end with 2025-12-31
        ("B11", "2020-02-29", "2022-03-01"),  # overloading: 2 years
        ("B20", "2021-09-01", "2024-09-02"),  # market regulation: 3 years
    ],
)
def test_the_term_ends_the_entry_by_itself(list_id: str, entered: str, end: str) -> None:
    before = date.fromordinal(day(end).toordinal() - 1).isoformat()
    assert outlook(list_id, entered, end).term_end == day(end)
    assert isinstance(outlook(list_id, entered, end).verdict, Met)
    assert not isinstance(outlook(list_id, entered, before).verdict, Met)


@pytest.mark.parametrize(
    ("on", "expected"), [("2022-12-31", NotMet), ("2023-01-01", Met), ("2022-06-30", NotMet)]
)
def test_wages_six_months_after_correction_with_a_pledge(on: str, expected: type) -> None:
    # corrected on 30 June: six months end with 30 December; pledged on 1 January
    facts = RepairFacts(corrected=date(2022, 6, 30), pledged=date(2023, 1, 1))
    judged = outlook("B05", "2022-01-01", on, facts)
    assert isinstance(judged.verdict, expected)
    assert judged.early_on == day("2023-01-01")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (RepairFacts(corrected=date(2022, 6, 30)), CannotTell),  # the pledge is not known
        (RepairFacts(corrected=date(2022, 6, 30), pledged=False), NotMet),
        (RepairFacts(corrected=False, pledged=date(2022, 7, 1)), NotMet),
    ],
)
def test_wages_without_pledge_or_correction(facts: RepairFacts, expected: type) -> None:
    judged = outlook("B05", "2022-01-01", "2023-06-01", facts)
    assert isinstance(judged.verdict, expected)
    assert judged.early_on is None


@pytest.mark.parametrize(
    ("on", "expected"), [("2025-02-28", NotMet), ("2025-03-01", CannotTell), ("2027-03-01", Met)]
)
def test_work_safety_twelve_months_open_only_a_doubt_as_the_conditions_were_not_seen(
    on: str, expected: type
) -> None:
    assert isinstance(outlook("B18", "2024-02-29", on).verdict, expected)


@pytest.mark.parametrize("list_id", ["B02", "B20"])
def test_a_recalled_minimum_opens_and_closes_nothing(list_id: str) -> None:
    judged = outlook(list_id, "2022-03-01", "2022-03-02")
    assert isinstance(judged.verdict, CannotTell)
    assert judged.early_on is None


@pytest.mark.parametrize(
    ("corrected", "on", "expected"),
    [
        (date(2020, 9, 1), "2021-03-01", NotMet),
        (date(2020, 9, 1), "2021-03-02", Met),  # one year ends with 2021-03-01
        (False, "2021-03-02", NotMet),
        (False, "2022-03-02", Met),  # not corrected: two years
        (date(2021, 3, 1), "2021-03-02", Met),  # on the last day of the year
        (date(2021, 3, 2), "2021-03-02", NotMet),  # a day late
        (date(2021, 8, 1), "2021-08-02", NotMet),  # corrected after the year: the rule says two
        (None, "2021-03-02", CannotTell),
        (None, "2022-03-02", Met),
    ],
)
def test_statistics_of_2019(corrected: Any, on: str, expected: type) -> None:
    facts = RepairFacts(corrected=corrected)
    judged = outlook("B19", "2020-03-01", on, facts)
    assert isinstance(judged.term.verdict, expected)


def test_statistics_since_2022_are_a_gap() -> None:
    judged = outlook("B19", "2022-05-19", "2040-01-01")
    assert isinstance(judged.verdict, CannotTell)
    assert judged.term_end is None


def test_judgment_debtors_leave_with_full_performance_and_the_term_is_recalled() -> None:
    paid = RepairFacts(performed=date(2024, 5, 1))
    assert isinstance(outlook("B01", "2024-01-01", "2024-04-30", paid).verdict, CannotTell)
    assert isinstance(outlook("B01", "2024-01-01", "2024-05-01", paid).verdict, Met)
    assert isinstance(outlook("B01", "2024-01-01", "2040-01-01").verdict, CannotTell)


def test_social_organisations_stay_until_fixed() -> None:
    fixed = RepairFacts(corrected=date(2024, 5, 1))
    assert isinstance(outlook("A02", "2024-01-01", "2024-05-01", fixed).verdict, Met)
    unfixed = outlook("A02", "2024-01-01", "2040-01-01", RepairFacts(corrected=False))
    assert isinstance(unfixed.verdict, NotMet)


@pytest.mark.parametrize(("list_id", "on"), [("B18", "2023-09-30"), ("B99", "2024-01-01")])
def test_no_rule_of_the_day_is_a_doubt(list_id: str, on: str) -> None:
    assert isinstance(exit_rule(every(), list_id, day(on)), CannotTell)


def test_a_way_out_goes_with_the_rules_it_stands_in() -> None:
    ended = rules(list_exits=[made().model_dump()], effective_to="2024-01-01")
    assert isinstance(exit_rule([ended], "B1", day("2023-12-31")), ListExit)
    assert isinstance(exit_rule([ended], "B1", day("2024-01-01")), CannotTell)


def test_early_from_correction_waits_for_the_correction() -> None:
    rule = made(early_months=6, early_from="correction", conditions=[asked("pledge")])
    facts = RepairFacts(pledged=date(2024, 1, 1))
    judged = list_exit(rule, day("2023-01-01"), facts, day("2025-01-01"))
    assert isinstance(judged.verdict, CannotTell)
    assert judged.early_on is None
