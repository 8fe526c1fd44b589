"""Where the bars of a time line stand: plain arithmetic, the template draws."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

WIDTH: Final = 960
LEFT: Final = 150
RIGHT: Final = 20
TOP: Final = 26
LANE: Final = 24
BAR: Final = 14
THINNEST: Final = 3.0
MOST_LANES: Final = 24
MOST_TICKS: Final = 12


@dataclass(frozen=True, slots=True)
class Span:
    """What is to be drawn: a label, half-open days (None: open), and the classes of its bar."""

    label: str
    start: date
    end: date | None
    tone: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A span as a rectangle on the picture, in its units."""

    label: str
    title: str
    tone: str
    x: float
    y: float
    width: float
    height: int
    text_y: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A year on the axis."""

    label: str
    x: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole picture; `hidden`: how many spans had no lane left."""

    width: int
    height: int
    left: int
    floor: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    day: str
    day_x: float
    hidden: int


def timeline(spans: Sequence[Span], day: date) -> Timeline:
    """Lay the spans out, one lane each, the latest first, with a line at `day`."""
    latest = sorted(spans, key=lambda span: span.start, reverse=True)
    drawn = latest[:MOST_LANES]
    axis = _Axis(*_bounds(drawn, day))
    floor = TOP + LANE * len(drawn)
    return Timeline(
        width=WIDTH,
        height=floor + 6,
        left=LEFT,
        floor=floor,
        bars=tuple(_bar(axis, span, lane) for lane, span in enumerate(drawn)),
        ticks=tuple(_ticks(axis)),
        day=day.isoformat(),
        day_x=axis.at(day),
        hidden=len(latest) - len(drawn),
    )


@dataclass(frozen=True, slots=True)
class _Axis:
    first: date
    last: date

    def at(self, day: date) -> float:
        """Where a day stands; days outside the picture stand at its edge."""
        inside = min(max(day, self.first), self.last)
        share = (inside - self.first).days / (self.last - self.first).days
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def _bounds(spans: Iterable[Span], day: date) -> tuple[date, date]:
    """A little air around everything known; an end far ahead (2099) does not squeeze the rest."""
    days = [day, *(span.start for span in spans)]
    horizon = day + timedelta(days=3 * 365)
    ends = [min(span.end, horizon) for span in spans if span.end is not None]
    first, last = min(days), max(days + ends)
    air = timedelta(days=max(60, (last - first).days // 20))
    return first - air, last + air


def _bar(axis: _Axis, span: Span, lane: int) -> Bar:
    x = axis.at(span.start)
    end = axis.at(axis.last if span.end is None else span.end)
    y = TOP + lane * LANE + (LANE - BAR) / 2
    width = round(max(end - x, THINNEST), 1)
    return Bar(span.label, span.title, span.tone, x, y, width, BAR, y + BAR - 3)


def _ticks(axis: _Axis) -> Iterable[Tick]:
    years = range(axis.first.year + 1, axis.last.year + 1)
    step = max(1, -(-len(years) // MOST_TICKS))
    return (Tick(str(year), axis.at(date(year, 1, 1))) for year in years[::step])
