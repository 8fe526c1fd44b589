"""The whole validation of an item as one projection: what is kept, and a bit for each rule.

A rule that finds something sets its bit in `_faults0`, `_faults1`, …; the findings are then read
out of the few rows that have one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add, or_
from typing import Final

import ibis
import ibis.expr.types as ir

from mingjian.intake.findings import Severity
from mingjian.intake.validation import holds
from mingjian.intake.validation.cell_rules import FAULTS, cell_rules
from mingjian.intake.validation.kept import kept_cells
from mingjian.intake.validation.marks import is_spoilt
from mingjian.intake.validation.row_rules import row_rules
from mingjian.intake.validation.rule import Cells, Rule, fault_column
from mingjian.policy.schema import CatalogueItem, CodeList, Text

BITS: Final = 60
GOOD, BAD, HELD = "good", "bad", "held"
_CODE_NUMBERS: Final = frozenset(FAULTS.values())


@dataclass(frozen=True, slots=True)
class Told:
    """What a set bit says. `detail` None: it differs from row to row and has its own column."""

    code: str
    field: str | None
    severity: Severity
    detail: Text | None


@dataclass(frozen=True, slots=True)
class Plan:
    """The typed rows as an expression, and what each of its bits says."""

    typed: ir.Table
    rules: tuple[Told, ...]


def plan(
    table: ir.Table,
    item: CatalogueItem,
    lists: Mapping[str, CodeList],
    received_on: date,
    absent: frozenset[str],
) -> Plan:
    """Validation of the prepared rows of an item."""
    kept = kept_cells(table, item, dict(lists))
    day = holds.own_day(table, item, received_on)
    cells = Cells(table, item, received_on, kept, day, dict(lists), absent)
    rules = (*cell_rules(cells), *row_rules(cells), *holds.holds_rules(cells), _late(cells))
    typed = table.select(
        table["row_no"],
        *(kept[field.name].name(field.name) for field in item.fields),
        _coded=_has_valid_code(cells),
        _record_id=holds.record_id(kept, item),
        _valid_from=holds.first_day(table, item),
        _valid_to=holds.end_day(table, item),
        _due=table["_due"],
        _late=table["_late"],
        _spoilt=is_spoilt(table),
        **_bits(rules),
        **_details(rules),
    )
    told = tuple(Told(r.code, r.field, r.severity, _constant(r)) for r in rules)
    return Plan(typed.mutate(_verdict=_verdict(typed, rules, item)), told)


def masks(rules: int) -> list[str]:
    """The columns that hold the bits of so many rules."""
    return [f"_faults{n}" for n in range(-(-rules // BITS))]


def detail_column(place: int) -> str:
    """The column with the detail of the rule at this place, where it differs from row to row."""
    return f"_detail{place}"


def _constant(rule: Rule) -> Text | None:
    return rule.detail if isinstance(rule.detail, Text) else None


def _late(cells: Cells) -> Rule:
    due = cells.table["_due"].cast("string")
    return Rule("211", cells.item.refresh.counted_from, "warning", cells.table["_late"] > 0, due)


def subject_code(typed: ir.Table, item: CatalogueItem) -> ir.StringValue:
    """The subject's code of each row, null when it has a fault: only a valid one links."""
    return typed["_coded"].ifelse(typed[item.subject.code], ibis.null("string"))


def _has_valid_code(cells: Cells) -> ir.BooleanValue:
    field = cells.item.subject.code
    present = cells.kept[field].notnull()
    if fault_column(field) not in cells.table.columns:
        return present
    return present & cells.table[fault_column(field)].isnull()


def _bits(rules: Sequence[Rule]) -> dict[str, ir.IntegerValue]:
    groups = [rules[start : start + BITS] for start in range(0, len(rules), BITS)]
    return {f"_faults{n}": _mask_of(group) for n, group in enumerate(groups)}


def _mask_of(rules: Sequence[Rule]) -> ir.IntegerValue:
    bits = (rule.when.ifelse(_int(1 << n), _int(0)) for n, rule in enumerate(rules))
    return reduce(add, bits)


def _details(rules: Sequence[Rule]) -> dict[str, ir.StringValue]:
    return {
        detail_column(place): rule.when.ifelse(rule.detail, ibis.null("string"))
        for place, rule in enumerate(rules)
        if isinstance(rule.detail, ir.Value)
    }


def _verdict(typed: ir.Table, rules: Sequence[Rule], item: CatalogueItem) -> ir.StringValue:
    """Good, bad, or held: an adverse row whose only fault is its subject's code waits for a person.

    A row without any code waits too, whatever its effect: a name alone never links.
    """
    errors = [place for place, rule in enumerate(rules) if rule.severity == "error"]
    about_code = [p for p in errors if _is_about_code(rules[p], item)]
    other = [p for p in errors if p not in about_code]
    bad = typed["_spoilt"] | _any_bit(typed, other)
    no_code = _any_bit(typed, about_code)
    named = typed[item.subject.name].notnull()
    held = ibis.literal(item.effect == "adverse") & named
    return ibis.cases(
        (bad | (no_code & ~held), BAD), (no_code | ~typed["_coded"], HELD), else_=GOOD
    )


def _is_about_code(rule: Rule, item: CatalogueItem) -> bool:
    return rule.field == item.subject.code and rule.number in _CODE_NUMBERS


def _any_bit(typed: ir.Table, places: Sequence[int]) -> ir.BooleanValue:
    masks: dict[int, int] = {}
    for place in places:
        masks[place // BITS] = masks.get(place // BITS, 0) | 1 << place % BITS
    tests = [(typed[f"_faults{n}"] & _int(mask)) != 0 for n, mask in masks.items()]
    return reduce(or_, tests) if tests else ibis.literal(False)


def _int(value: int) -> ir.IntegerScalar:
    return ibis.literal(value, "int64")
