"""The algebra of half-open periods, checked day by day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mingjian.kernel.period import FOREVER, Period

FIRST = date(2024, 1, 1)
SPAN = [FIRST + timedelta(days=n) for n in range(40)]


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = draw(st.integers(0, 29))
    length = draw(st.none() | st.integers(1, 10))
    end = FOREVER if length is None else SPAN[start + length]
    return Period(SPAN[start], end)


def days(*parts: Period) -> list[date]:
    """With repetitions, so that parts that overlap are seen."""
    return [day for part in parts for day in SPAN if day in part]


@given(periods(), periods())
def test_minus_and_intersection_cover_the_period_exactly(one: Period, other: Period) -> None:
    shared = one.intersection(other)
    parts = (*one.minus(other), *(() if shared is None else (shared,)))
    assert sorted(days(*parts)) == days(one)


@given(periods(), periods())
def test_minus_keeps_nothing_of_the_other_and_stays_in_order(one: Period, other: Period) -> None:
    left = one.minus(other)
    assert days(*left) == [day for day in days(one) if day not in other]
    assert all(not part.overlaps(other) for part in left)


@given(periods(), periods())
def test_intersection_is_what_both_have_and_symmetric(one: Period, other: Period) -> None:
    shared = one.intersection(other)
    assert shared == other.intersection(one)
    assert days(*([] if shared is None else [shared])) == [d for d in days(one) if d in other]


@given(periods(), periods())
def test_overlap_means_a_shared_day(one: Period, other: Period) -> None:
    assert one.overlaps(other) == any(day in other for day in days(one))
    assert one.overlaps(other) == other.overlaps(one)


@given(periods())
def test_a_period_with_itself(one: Period) -> None:
    assert one.intersection(one) == one
    assert one.minus(one) == ()


@given(periods(), periods(), periods())
def test_intersection_is_associative(a: Period, b: Period, c: Period) -> None:
    def meet(x: Period | None, y: Period | None) -> Period | None:
        return None if x is None or y is None else x.intersection(y)

    assert meet(meet(a, b), c) == meet(a, meet(b, c))
