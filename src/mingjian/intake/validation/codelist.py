"""Code lists as expressions: a value, an alias, a completed 其他-xx, each in its own period."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import ibis
import ibis.expr.types as ir

from mingjian.policy.schema import CodeList, CodeValue

_Period = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Codes:
    """What a code list says of one text on one day."""

    listed: CodeList

    def kept(self, given: ir.StringValue) -> ir.StringValue:
        """The value to keep: an alias becomes its value, anything else stays."""
        aliases = {alias: v.value for v in self.listed.values for alias in v.aliases}
        aliases = {alias: value for alias, value in aliases.items() if alias != value}
        pairs = [(given == alias, value) for alias, value in aliases.items()]
        return ibis.cases(*pairs, else_=given) if pairs else given

    def fits(self, given: ir.StringValue) -> ir.BooleanValue:
        """Whether the text is of the list at any time."""
        return _any(_fits(given, group) for group in self._by_period().values())

    def in_force(self, given: ir.StringValue, day: ir.DateValue) -> ir.BooleanValue:
        """Whether the text is of the list on that day."""
        groups = self._by_period().items()
        return _any(_fits(given, values) & _within(day, period) for period, values in groups)

    def uncompleted(self, given: ir.StringValue) -> ir.BooleanValue:
        """Whether the text is 其他 and the like without saying what."""
        stems = [v.value for v in self.listed.values if v.completed]
        return given.re_replace("[-—－:： ]+$", "").isin(stems) if stems else ibis.literal(False)

    def allowed(self, limit: int = 12) -> str:
        """The values for people to read."""
        shown = list(dict.fromkeys(_shown(v) for v in self.listed.values))
        return "、".join(shown[:limit]) + (" …" if len(shown) > limit else "")

    def _by_period(self) -> dict[_Period, list[CodeValue]]:
        groups: dict[_Period, list[CodeValue]] = defaultdict(list)
        for value in self.listed.values:
            groups[value.effective_from, value.effective_to].append(value)
        return groups


def _shown(value: CodeValue) -> str:
    return f"{value.value}-xx" if value.completed else value.value


def _fits(given: ir.StringValue, values: Iterable[CodeValue]) -> ir.BooleanValue:
    closed = [text for v in values if not v.completed for text in (v.value, *v.aliases)]
    stems = [v.value for v in values if v.completed]
    return _any([given.isin(closed)] if closed else [], *([_completes(given, s)] for s in stems))


def _completes(given: ir.StringValue, stem: str) -> ir.BooleanValue:
    start = f"{stem}-"
    return given.startswith(start) & (given.substr(len(start)).strip() != "")


def _within(day: ir.DateValue, period: _Period) -> ir.BooleanValue:
    begun = ibis.literal(True) if period[0] is None else day >= ibis.literal(period[0])
    return begun if period[1] is None else begun & (day < ibis.literal(period[1]))


def _any(*groups: Iterable[ir.BooleanValue]) -> ir.BooleanValue:
    result = None
    for condition in (one for group in groups for one in group):
        result = condition if result is None else result | condition
    return ibis.literal(False) if result is None else result
