"""Whether a list may get a new entry: live, in force, of sufficient level, with a way out."""

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from mingjian.kernel.verdict import CannotTell, Met, NotMet
from mingjian.policy.schema import listing as words
from mingjian.policy.schema.level import (
    BEFORE,
    NATIONAL,
    NOTHING,
    REGIONAL,
    SINCE,
    UNKNOWN,
    Colour,
    Level,
    Scope,
    suffices,
)
from policy.making import listing

DAY = date(2026, 4, 1)
LEVELS = get_args(Level)
ANY = {
    "colour": st.sampled_from(get_args(Colour)),
    "scope": st.sampled_from(get_args(Scope)),
    "level": st.sampled_from([*LEVELS, None]),
    "on": st.dates(date(2010, 1, 1), date(2030, 1, 1)),
}


def why(verdict: object) -> object:
    assert isinstance(verdict, NotMet | CannotTell)
    return verdict.facts["why"]


def test_a_live_list_by_law_with_a_way_out_may_get_entries() -> None:
    assert isinstance(listing().may_list(DAY), Met)


@pytest.mark.parametrize(
    ("changes", "kind", "reason"),
    [
        ({"status": "historic"}, NotMet, words.HISTORIC),
        ({"status": "unclear"}, CannotTell, words.UNCLEAR),
        ({"effective_to": DAY}, NotMet, words.NOT_IN_FORCE),
        ({"effective_from": DAY + timedelta(1)}, NotMet, words.NOT_IN_FORCE),
        ({"exit": None}, CannotTell, words.NO_EXIT),
        ({"ends": None}, CannotTell, words.NO_EXIT),
        ({"level": None}, CannotTell, UNKNOWN),
        ({"level": "none"}, NotMet, NOTHING),
        ({"mark": "recalled"}, CannotTell, words.RECALLED),
        ({"marks": {"level": "recalled"}}, CannotTell, words.RECALLED),
        ({"marks": {"basis": "recalled"}}, CannotTell, words.RECALLED),
    ],
)
def test_each_failure_names_its_own_reason(
    changes: dict[str, object], kind: type[object], reason: object
) -> None:
    verdict = listing(**changes).may_list(DAY)
    assert isinstance(verdict, kind)
    assert why(verdict) == reason


def test_what_certainly_fails_wins_over_what_cannot_be_told() -> None:
    assert isinstance(listing(status="historic", exit=None, level=None).may_list(DAY), NotMet)


@pytest.mark.parametrize("colour", get_args(Colour))
def test_a_list_of_persons_gets_no_entry_and_says_why(colour: str) -> None:
    verdict = listing(colour=colour, subjects="persons").may_list(DAY)
    assert isinstance(verdict, NotMet)
    assert verdict.facts["why"] == words.PERSONS
    assert isinstance(listing(colour=colour, subjects="units and persons").may_list(DAY), Met)


def test_a_recalled_term_alone_does_not_stop_a_list() -> None:
    one = listing(term_months=24, marks={"term_months": "recalled"})
    assert isinstance(one.may_list(DAY), Met)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("scope", get_args(Scope))
def test_the_level_a_black_list_needs_is_that_of_notice_49(scope: Scope, level: Level) -> None:
    good = NATIONAL if scope == "national" else REGIONAL
    expected = Met if level in good else NotMet
    for colour in ("black", "watch"):
        assert isinstance(suffices(colour, scope, level, SINCE), expected)


def test_a_local_list_needs_a_local_regulation_and_a_departmental_rule_is_not_one() -> None:
    assert isinstance(listing(scope="local", level="departmental_rule").may_list(DAY), NotMet)
    assert isinstance(listing(scope="local", level="local_regulation").may_list(DAY), Met)
    assert isinstance(listing(scope="national", level="local_regulation").may_list(DAY), NotMet)


def test_before_the_notice_a_low_level_cannot_be_judged() -> None:
    verdict = suffices("black", "national", "normative_document", SINCE - timedelta(1))
    assert isinstance(verdict, CannotTell)
    assert verdict.facts["why"] == BEFORE
    assert isinstance(suffices("black", "national", "normative_document", SINCE), NotMet)


def test_a_red_list_needs_some_document() -> None:
    assert isinstance(suffices("red", "local", "local_programme", DAY), Met)
    assert isinstance(suffices("red", "local", "none", DAY), NotMet)


@given(**ANY)
def test_nothing_below_the_notice_ever_suffices_for_restraint(
    colour: Colour, scope: Scope, level: Level | None, on: date
) -> None:
    verdict = suffices(colour, scope, level, on)
    good = NATIONAL if scope == "national" else REGIONAL
    assert isinstance(verdict, Met) == (
        level in good or (colour == "red" and level not in {None, "none"})
    )


@given(
    **ANY,
    status=st.sampled_from(get_args(words.ListStatus)),
    exit_=st.sampled_from([None, "corrected"]),
    ends=st.sampled_from([None, *get_args(words.Ends)]),
    mark=st.sampled_from(["verified", "recalled"]),
)
def test_met_only_with_everything(  # noqa: PLR0913, PLR0917 - one for each thing asked for
    colour: Colour,
    scope: Scope,
    level: Level | None,
    on: date,
    status: str,
    exit_: str | None,
    ends: str | None,
    mark: str,
) -> None:
    one = listing(
        colour=colour, scope=scope, level=level, status=status, exit=exit_, ends=ends, mark=mark
    )
    if isinstance(one.may_list(on), Met):
        assert status == "live"
        assert exit_ is not None
        assert ends is not None
        assert mark == "verified"
        assert level not in {None, "none"}


@pytest.mark.parametrize(
    "changes",
    [
        {"colour": "attention"},
        {"scope": "city"},
        {"level": "memorandum"},
        {"part": "watches"},
        {"term_months": 0},
        {"early_months": -1},
        {"marks": {"nothing": "recalled"}},
        {"marks": {"exit": "guessed"}},
        {"title": {"zh": "只有中文"}},
    ],
)
def test_what_is_no_list_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        listing(**changes)
