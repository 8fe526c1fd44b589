"""When a penalty becomes adverse information: worked by hand on the real calendar."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effects.rules.making import day, policies
from mingjian.effects.rules.contest import UNDONE, Contest, ContestKind, Decision, Outcome
from mingjian.effects.rules.finality import finality
from mingjian.effects.rules.limits import Limits, limits_of
from mingjian.effects.rules.standing import IN_TIME, UPHELD, Final, Never, NotYet, Withdrawn
from mingjian.kernel.verdict import CannotTell
from mingjian.policy.problems import UnknownDeadline

SERVED = Decision(day("2024-01-15"), "ordinary")
LONG_AFTER = day("2026-06-01")


@lru_cache
def limits(on: date = LONG_AFTER) -> Limits:
    return limits_of(lambda one: policies().deadline(one, on), policies().calendar())


def decision(served: str, procedure: Any = "ordinary") -> Decision:
    return Decision(day(served), procedure)


def contest(
    kind: ContestKind,
    filed: str,
    decided: str | None = None,
    outcome: Outcome | None = None,
    served: str | None = None,
) -> Contest:
    days = [day(one) if one else None for one in (decided, served)]
    return Contest(kind, day(filed), days[0], outcome, days[1])


def suit_undone(decided: str, effective: str) -> Contest:
    return replace(contest("suit", "2024-02-01", decided, "revoked"), effective_on=day(effective))


def final_on(one: Decision, contests: Sequence[Contest] = ()) -> date:
    found = finality(one, contests, LONG_AFTER, limits())
    assert isinstance(found, Final), found
    before = date.fromordinal(found.on.toordinal() - 1)
    assert not isinstance(finality(one, contests, before, limits()), Final)
    assert finality(one, contests, found.on, limits()) == found
    return found.on


@pytest.mark.parametrize(
    ("served", "final"),
    [
        ("2024-01-15", "2024-07-16"),  # six months end with Monday 15 July
        ("2023-08-31", "2024-03-01"),  # no 31 February: 29 February, a Thursday
        ("2022-08-31", "2023-03-01"),  # 28 February
        ("2024-04-01", "2024-10-09"),  # 1 October is a holiday: 8 October
        ("2023-08-10", "2024-02-19"),  # Spring Festival: Sunday 18 February is worked
        ("2023-07-01", "2024-01-03"),  # New Year's Day: Tuesday 2 January
        ("2024-03-07", "2024-09-10"),  # Saturday 7 September: Monday the 9th
    ],
)
def test_final_on_the_day_after_the_last_day_of_the_longer_limit(served: str, final: str) -> None:
    assert final_on(decision(served)) == day(final)


def test_until_then_it_is_not_and_the_day_is_told() -> None:
    found = finality(SERVED, (), day("2024-07-15"), limits())
    assert found == NotYet(day("2024-07-16"))


@pytest.mark.parametrize("on", ["2024-01-15", "2030-01-01"])
def test_never_by_simple_procedure(on: str) -> None:
    assert isinstance(finality(decision("2024-01-15", "simple"), (), day(on), limits()), Never)


@pytest.mark.parametrize(
    "one",
    [
        Decision(None, "ordinary"),
        decision("2024-01-15", "unknown"),
        Decision(day("2024-01-15"), "ordinary", told=False),
    ],
)
def test_what_is_not_known_makes_nothing_final(one: Decision) -> None:
    assert isinstance(finality(one, (), LONG_AFTER, limits()), CannotTell)


@pytest.mark.parametrize("served", ["2024-05-01", "2024-06-03"])
def test_nothing_is_final_before_it_was_served(served: str) -> None:
    """Contested before it is said to have been served, and over by then: one day is wrong."""
    found = finality(decision(served), [REVIEW], LONG_AFTER, limits())
    assert isinstance(found, CannotTell)
    assert "送达日" in found.reason


def test_contested_before_it_was_served_and_not_over_by_then() -> None:
    """Whoever knew of it earlier may contest it; the last day is 30 April."""
    assert final_on(decision("2024-04-30"), [REVIEW]) == day("2024-05-01")


REVIEW = contest("review", "2024-02-01", "2024-04-10", "upheld", "2024-04-15")
SUIT = contest("suit", "2024-04-28", "2024-12-10", "upheld", "2024-12-16")
APPEAL = contest("appeal", "2024-12-30", "2025-03-20", "upheld", "2025-03-25")


@pytest.mark.parametrize(
    ("contests", "final"),
    [
        ([REVIEW], "2024-05-01"),  # 15 days from receipt end with Tuesday 30 April
        # received on the 16th: 1 May is a holiday, the 6th is worked
        ([contest("review", "2024-02-01", "2024-04-10", "upheld", "2024-04-16")], "2024-05-07"),
        ([REVIEW, SUIT], "2025-01-01"),  # appeal until 31 December
        ([APPEAL, SUIT, REVIEW], "2025-03-25"),  # in any order given; final with its service
        ([SUIT], "2025-01-01"),
        # decided and served on one day: final on that day
        (
            [SUIT, contest("appeal", "2024-12-30", "2025-03-20", "upheld", "2025-03-20")],
            "2025-03-20",
        ),
    ],
)
def test_upheld(contests: list[Contest], final: str) -> None:
    assert final_on(SERVED, contests) == day(final)
    found = finality(SERVED, contests, LONG_AFTER, limits())
    assert isinstance(found, Final)
    assert found.how == UPHELD


@pytest.mark.parametrize(
    ("contests", "final", "how"),
    [
        ([contest("review", "2024-02-01", "2024-03-01", "withdrawn")], "2024-07-16", IN_TIME),
        ([contest("suit", "2024-07-01", "2024-09-01", "withdrawn")], "2024-09-02", IN_TIME),
        ([REVIEW, contest("suit", "2024-04-28", "2024-06-01", "withdrawn")], "2024-06-02", UPHELD),
    ],
)
def test_who_withdraws_keeps_the_time_that_was_left(
    contests: list[Contest], final: str, how: object
) -> None:
    assert final_on(SERVED, contests) == day(final)
    found = finality(SERVED, contests, LONG_AFTER, limits())
    assert isinstance(found, Final)
    assert found.how == how


@pytest.mark.parametrize(
    "pending",
    [
        contest("review", "2024-02-01"),
        contest("suit", "2024-07-15"),
        contest("suit", "2026-05-31"),  # even out of time: that is for the court to say
        contest("review", "2024-02-01", "2026-06-02", "upheld", "2026-06-02"),  # decided later
        contest("review", "2024-02-01", "2024-04-10"),  # decided, but how is not known
        contest("review", "2024-02-01", None, "revoked"),  # when is not known
        suit_undone("2026-05-01", "2026-06-15"),
    ],
)
def test_an_open_contest_keeps_it_open(pending: Contest) -> None:
    assert finality(SERVED, [pending], LONG_AFTER, limits()) == NotYet()


def test_a_contest_filed_afterwards_says_nothing_yet() -> None:
    later = contest("suit", "2024-07-10")
    assert finality(SERVED, [later], day("2024-07-09"), limits()) == NotYet(day("2024-07-16"))


@pytest.mark.parametrize("kind", ["review", "suit"])
def test_upheld_without_a_day_of_service_cannot_be_told(kind: ContestKind) -> None:
    unserved = contest(kind, "2024-02-01", "2024-04-10", "upheld")
    assert isinstance(finality(SERVED, [unserved], LONG_AFTER, limits()), CannotTell)
    # ... and a later contest does not hide it
    both = [unserved, contest("appeal", "2024-05-01", "2024-06-01", "withdrawn")]
    assert isinstance(finality(SERVED, both, LONG_AFTER, limits()), CannotTell)


@pytest.mark.parametrize("outcome", list(UNDONE))
@pytest.mark.parametrize(
    ("since", "remove_by"),
    [
        ("2024-04-30", "2024-05-08"),  # 1 to 5 May are off: 6, 7, 8
        ("2024-09-27", "2024-10-08"),  # Sunday the 29th is worked, then the 30th and 8 October
        ("2024-12-31", "2025-01-06"),  # New Year's Day is off: 2, 3, 6
        ("2024-02-28", "2024-03-04"),  # 29 February, 1 and 4 March
    ],
)
def test_what_is_undone_is_withdrawn_within_three_working_days(
    outcome: Outcome, since: str, remove_by: str
) -> None:
    undone = contest("review", "2024-02-01", since, outcome)
    found = finality(SERVED, [undone], LONG_AFTER, limits())
    assert isinstance(found, Withdrawn)
    assert (found.since, found.remove_by.day) == (day(since), day(remove_by))
    assert found.why == UNDONE[outcome]


def test_withdrawal_counts_from_the_legal_effect_where_it_is_known() -> None:
    undone = suit_undone("2024-06-03", "2024-06-19")
    assert finality(SERVED, [undone], day("2024-06-18"), limits()) == NotYet()
    found = finality(SERVED, [undone], day("2024-06-19"), limits())
    assert isinstance(found, Withdrawn)
    assert found.remove_by.day == day("2024-06-24")


@pytest.mark.parametrize(
    "one", [Decision(None, "unknown"), decision("2024-01-15", "simple"), SERVED]
)
def test_withdrawal_needs_no_other_fact(one: Decision) -> None:
    undone = contest("review", "2024-02-01", "2024-03-01", "void")
    assert isinstance(finality(one, [undone], LONG_AFTER, limits()), Withdrawn)


def test_beyond_the_published_holidays_nothing_becomes_final() -> None:
    one = decision("2026-09-01")
    waiting = finality(one, (), day("2027-03-01"), limits())
    assert isinstance(waiting, NotYet)
    assert waiting.earliest == day("2027-03-02")
    assert waiting.provisional is not None
    late = finality(one, (), day("2027-06-01"), limits())
    assert isinstance(late, CannotTell)
    assert "2027" in late.reason


def test_the_limits_are_pack_data_of_the_day() -> None:
    now = limits()
    assert [now.review.length, now.suit.length, now.withdraw.length] == [60, 6, 3]
    assert {now.after_review.length, now.appeal.length} == {15}
    before = limits(day("2023-06-01"))
    assert before.review.mark == "recalled"
    with pytest.raises(UnknownDeadline):
        limits(day("2010-01-01"))


DAYS = st.dates(date(2018, 1, 1), date(2025, 12, 31))
CONTESTS = st.lists(
    st.builds(
        Contest,
        st.sampled_from(["review", "suit", "appeal"]),
        DAYS,
        st.none() | DAYS,
        st.sampled_from(["upheld", "withdrawn", "changed", "revoked", None]),
        st.none() | DAYS,
        st.none() | DAYS,
    ),
    max_size=4,
)
DECISIONS = st.builds(
    Decision, st.none() | DAYS, st.sampled_from(["simple", "ordinary", "unknown"]), st.booleans()
)


@given(one=DECISIONS, contests=CONTESTS, on=DAYS)
def test_final_only_for_what_is_known_served_and_not_open(
    one: Decision, contests: list[Contest], on: date
) -> None:
    found = finality(one, contests, on, limits())
    if isinstance(found, Final):
        assert one.procedure == "ordinary"
        assert one.told
        assert one.served_on is not None
        assert one.served_on < found.on <= on
        filed = [each for each in contests if each.filed_on <= on]
        assert not any(each.open_on(on) or each.undone for each in filed)


@given(one=DECISIONS, contests=CONTESTS, on=DAYS, days=st.integers(0, 700))
def test_what_is_final_stays_final_until_somebody_moves(
    one: Decision, contests: list[Contest], on: date, days: int
) -> None:
    later = date.fromordinal(on.toordinal() + days)
    happened = [each for each in contests if each.filed_on <= on]
    found = finality(one, happened, on, limits())
    if isinstance(found, Final):
        assert finality(one, happened, later, limits()) == found


@given(one=DECISIONS, contests=CONTESTS, on=DAYS)
def test_forgetting_the_service_never_makes_it_final(
    one: Decision, contests: list[Contest], on: date
) -> None:
    unserved = Decision(None, one.procedure)
    assert not isinstance(finality(unserved, contests, on, limits()), Final)


@given(one=DECISIONS, contests=CONTESTS, on=DAYS)
def test_the_order_in_which_contests_are_told_does_not_matter(
    one: Decision, contests: list[Contest], on: date
) -> None:
    apart = {each.filed_on: each for each in contests}
    known = list(apart.values())
    assert finality(one, known, on, limits()) == finality(one, known[::-1], on, limits())
