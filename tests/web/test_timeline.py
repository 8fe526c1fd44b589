"""Where the bars of a time line stand."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mingjian.web.timeline import LEFT, MOST_LANES, MOST_TICKS, RIGHT, WIDTH, Span, timeline

DAYS = st.dates(date(1990, 1, 1), date(2080, 1, 1))
TODAY = date(2024, 6, 1)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(DAYS)
    length = draw(st.none() | st.integers(1, 40_000))
    return Span("x", start, None if length is None else start + timedelta(days=length))


@given(st.lists(spans(), max_size=30), DAYS)
def test_nothing_is_drawn_outside_the_picture(some: list[Span], day: date) -> None:
    line = timeline(some, day)
    assert LEFT <= line.day_x <= WIDTH - RIGHT
    for bar in line.bars:
        assert bar.x >= LEFT
        assert bar.width > 0
        assert bar.x + bar.width <= WIDTH - RIGHT + 4
        assert 0 < bar.y < bar.y + bar.height <= line.floor


@given(st.lists(spans(), max_size=60), DAYS)
def test_every_span_is_drawn_or_counted_as_hidden(some: list[Span], day: date) -> None:
    line = timeline(some, day)
    assert len(line.bars) == min(len(some), MOST_LANES)
    assert len(line.bars) + line.hidden == len(some)


@given(st.lists(spans(), max_size=20), DAYS)
def test_the_axis_has_few_years_in_rising_order(some: list[Span], day: date) -> None:
    ticks = timeline(some, day).ticks
    assert len(ticks) <= MOST_TICKS
    assert [tick.x for tick in ticks] == sorted(tick.x for tick in ticks)


def test_earlier_begins_further_left_and_the_latest_stands_on_top() -> None:
    line = timeline(
        [Span("旧", date(2020, 1, 1), date(2021, 1, 1)), Span("新", TODAY, None)], TODAY
    )
    assert [bar.label for bar in line.bars] == ["新", "旧"]
    assert line.bars[1].x < line.bars[0].x
    assert line.bars[0].y < line.bars[1].y


def test_a_day_in_force_stands_inside_its_bar() -> None:
    line = timeline([Span("x", date(2024, 1, 1), date(2025, 1, 1))], TODAY)
    (bar,) = line.bars
    assert bar.x < line.day_x < bar.x + bar.width


def test_an_end_in_2099_does_not_squeeze_the_rest() -> None:
    line = timeline([Span("x", date(2024, 1, 1), date(2099, 12, 31))], TODAY)
    assert line.day_x - line.bars[0].x > 30


def test_no_record_still_shows_the_day() -> None:
    line = timeline([], TODAY)
    assert line.bars == ()
    assert line.day == "2024-06-01"
