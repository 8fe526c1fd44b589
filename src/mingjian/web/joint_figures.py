"""Joint cases in figures: by month and by measure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from mingjian.checks.joint import JointCase


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """What was decided in a month, like 2026-05."""

    month: str
    restraints: int
    incentives: int


@dataclass(frozen=True, slots=True)
class MeasureFigures:
    """How many cases had an answer with this measure."""

    measure: str
    cases: int


def by_month(cases: Iterable[JointCase]) -> list[MonthFigures]:
    """The months in which anything was decided, the latest first."""
    restraints, incentives = Counter[str](), Counter[str]()
    for one in cases:
        month = f"{one.decided_on:%Y-%m}"
        restraints[month] += one.restraint
        incentives[month] += one.incentive
    months = sorted(restraints | incentives, reverse=True)
    return [MonthFigures(month, restraints[month], incentives[month]) for month in months]


def by_measure(cases: Iterable[JointCase]) -> list[MeasureFigures]:
    """The measures, the most frequent first; a case counts for each of its measures."""
    counted = Counter(measure for one in cases for measure in one.measures)
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return [MeasureFigures(measure, times) for measure, times in ranked]
