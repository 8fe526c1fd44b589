"""The rules of single cells, generated from the fields of the item."""

from collections.abc import Callable, Iterator
from decimal import Decimal

import ibis.expr.types as ir

from mingjian.intake.findings import Severity
from mingjian.intake.validation import numbers, uscc
from mingjian.intake.validation.codelist import Codes
from mingjian.intake.validation.kept import NO, YES
from mingjian.intake.validation.rule import NOTHING, Cells, Rule, fault_column
from mingjian.kernel.uscc import Fault
from mingjian.policy.schema import Field, Text

FAULTS = {
    Fault.LENGTH: "131",
    Fault.EMPTY: "131",
    Fault.CHARACTERS: "132",
    Fault.AREA_NOT_DIGITS: "133",
    Fault.CHECK_CHARACTER: "134",
    Fault.ORGANISATION_CODE: "135",
    Fault.UNKNOWN_DEPARTMENT: "136",
    Fault.PLACEHOLDER: "139",
}


def cell_rules(cells: Cells) -> list[Rule]:
    """Every rule of every field, in the order of the fields."""
    return [rule for field in cells.item.fields for rule in _of_field(cells, field)]


def _of_field(cells: Cells, field: Field) -> Iterator[Rule]:
    if not field.collect:
        yield Rule("223", field.name, "warning", cells.raw(field.name).notnull())
        return
    if field.required and field.name not in cells.absent:
        yield Rule("101", field.name, field.severity, cells.raw(field.name).isnull())
    for make in (_code_rules, _type_rules, _list_rules, _shape_rules):
        yield from make(cells, field)


def _code_rules(cells: Cells, field: Field) -> Iterator[Rule]:
    if field.format == "organisation_code":
        yield _rule("137", field, ~uscc.organisation_code_is_valid(cells.raw(field.name)))
    if field.format != "uscc":
        return
    fault = cells.table[fault_column(field.name)]
    # A number cell that lost digits says so itself; its check characters are then no news.
    whole = ~cells.marked("number-lost-digits", field.name)
    for number in dict.fromkeys(FAULTS.values()):
        faults = [f.value for f, n in FAULTS.items() if n == number]
        yield _rule(number, field, fault.isin(faults) & whole)


def _type_rules(cells: Cells, field: Field) -> Iterator[Rule]:
    raw = cells.raw(field.name)
    if field.type == "date":
        yield _rule("171", field, raw.notnull() & cells.day(field.name).isnull())
    elif field.type == "boolean":
        yield _rule("196", field, ~raw.isin((*YES, *NO)))
    elif field.type == "integer":
        yield _rule("191", field, ~numbers.is_integer(raw))
        yield from _number_rules(field, raw)
    elif field.type == "number":
        yield _rule("191", field, ~numbers.is_number(raw))
        yield from _number_rules(field, raw)


def _number_rules(field: Field, raw: ir.StringValue) -> Iterator[Rule]:
    bounds, exact = field.constraints, numbers.exact(raw)
    places = numbers.MOST_DECIMALS if bounds.decimals is None else bounds.decimals
    too_fine = numbers.decimals(raw) > places
    lost = numbers.is_number(raw) & exact.isnull()
    yield _rule("192", field, numbers.is_number(raw) & (too_fine | lost), _said(places))
    if bounds.minimum is not None:
        low = exact < numbers.bound(bounds.minimum)
        yield _rule("193", field, low, _said(bounds.minimum))
    if bounds.maximum is not None:
        high = exact > numbers.bound(bounds.maximum)
        yield _rule("194", field, high, _said(bounds.maximum))


def _list_rules(cells: Cells, field: Field) -> Iterator[Rule]:
    if field.codes is None:
        return
    codes, kept = Codes(cells.lists[field.codes]), cells.kept[field.name]
    uncompleted = _some(kept, field, lambda part: codes.uncompleted(part) & ~codes.fits(part))
    unknown = _some(kept, field, lambda part: ~codes.fits(part) & ~codes.uncompleted(part))
    expired = _some(kept, field, codes.fits) & _some(
        kept, field, lambda part: codes.fits(part) & ~codes.in_force(part, cells.own_day)
    )
    unmapped = cells.marked("no-equivalent", field.name)
    yield _rule("161", field, unknown | unmapped, _said(codes.allowed()))
    yield _rule("162", field, uncompleted & ~unmapped)
    yield _rule("163", field, expired & ~unmapped)


def _some(
    kept: ir.StringValue, field: Field, test: Callable[[ir.StringValue], ir.BooleanValue]
) -> ir.BooleanValue:
    """Whether the test holds for the value, or for one of several values."""
    if field.many is None:
        return test(kept)
    return kept.split(field.many).filter(test).length() > 0


def _shape_rules(cells: Cells, field: Field) -> Iterator[Rule]:
    raw, bounds = cells.raw(field.name), field.constraints
    if bounds.max_length is not None:
        too_long = raw.length() > bounds.max_length
        yield _rule("182", field, too_long, _said(bounds.max_length))
    if bounds.min_length is not None:
        too_short = raw.length() < bounds.min_length
        yield _rule("183", field, too_short, _said(bounds.min_length))
    if bounds.pattern is not None:
        yield _rule("184", field, ~raw.re_search(f"^(?:{bounds.pattern})$"))
    if field.name == cells.item.subject.name:
        yield Rule("181", field.name, "warning", _mixed(raw))


def _mixed(name: ir.StringValue) -> ir.BooleanValue:
    """Half- and full-width brackets in one name, or a space next to a Chinese character."""
    half, full = name.contains("(") | name.contains(")"), name.contains("（") | name.contains("）")
    return (half & full) | name.re_search("[\u4e00-\u9fff][ \u3000]|[ \u3000][\u4e00-\u9fff]")


def _rule(number: str, field: Field, when: ir.BooleanValue, detail: Text = NOTHING) -> Rule:
    severity: Severity = field.severity
    return Rule(number, field.name, severity, when, detail)


def _said(value: str | int | Decimal) -> Text:
    return Text.model_construct(zh=str(value), en=str(value))
