"""Findings out of the bits: only of the rules that found anything, only in the rows they found."""

import ibis
import ibis.expr.types as ir
from ibis.backends import BaseBackend

from mingjian.intake.validation.plan import Plan, detail_column, is_set
from mingjian.intake.validation.rule import Rule
from mingjian.policy.schema import CatalogueItem, Text

COLUMNS = {
    "row_no": "int64",
    "field": "string",
    "code": "string",
    "severity": "string",
    "value": "string",
    "detail_zh": "string",
    "detail_en": "string",
}


def rule_findings(con: BaseBackend, typed: ir.Table, plan: Plan, item: CatalogueItem) -> ir.Table:
    """One row for each finding of a rule."""
    places = _found(con, typed, len(plan.rules))
    tables = [_findings(typed, place, plan.rules[place], item) for place in places]
    return combined(tables)


def combined(tables: list[ir.Table]) -> ir.Table:
    """The findings of several sources as one table, with columns of one type."""
    cast = [t.select(**{n: t[n].cast(kind) for n, kind in COLUMNS.items()}) for t in tables]
    if not cast:
        return ibis.memtable([], schema=COLUMNS)
    return cast[0] if len(cast) == 1 else ibis.union(*cast)


def _found(con: BaseBackend, typed: ir.Table, rules: int) -> list[int]:
    """The places of the rules that found something anywhere."""
    counts = typed.agg(**{f"n{place}": is_set(typed, place).sum() for place in range(rules)})
    found = con.to_pyarrow(counts).to_pylist()[0]
    return [place for place in range(rules) if found[f"n{place}"]]


def _findings(typed: ir.Table, place: int, rule: Rule, item: CatalogueItem) -> ir.Table:
    rows = typed.filter(is_set(typed, place))
    zh, en = _detail(rows, place, rule)
    return rows.select(
        rows["row_no"],
        field=ibis.literal(rule.field, "string"),
        code=ibis.literal(rule.code),
        severity=ibis.literal(rule.severity),
        value=_value(rows, rule, item),
        detail_zh=zh,
        detail_en=en,
    )


def _detail(rows: ir.Table, place: int, rule: Rule) -> tuple[ir.StringValue, ir.StringValue]:
    if isinstance(rule.detail, Text):
        return ibis.literal(rule.detail.zh), ibis.literal(rule.detail.en)
    column = rows[detail_column(place)]
    return column, column


def _value(rows: ir.Table, rule: Rule, item: CatalogueItem) -> ir.StringValue:
    """What stands in the cell; personal data are not repeated in a list of findings."""
    field = None if rule.field is None else item.field(rule.field)
    if field is None or field.personal:
        return ibis.null("string")
    return rows[field.name]
