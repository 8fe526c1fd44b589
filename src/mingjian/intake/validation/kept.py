"""What is kept of each cell: one way to write each date, code, number and listed value."""

import ibis
import ibis.expr.types as ir

from mingjian.intake.validation import numbers
from mingjian.intake.validation.codelist import Codes
from mingjian.intake.validation.rule import code_column, iso_column
from mingjian.policy.schema import CatalogueItem, CodeList, Field

YES = ("是", "true", "True", "TRUE", "1", "Y", "y")
NO = ("否", "false", "False", "FALSE", "0", "N", "n")


def kept_cells(
    table: ir.Table, item: CatalogueItem, lists: dict[str, CodeList]
) -> dict[str, ir.StringValue]:
    """Field to the text that will be posted; what cannot be read stays as it was given."""
    return {f.name: _kept(table, f, lists) for f in item.fields}


def _kept(table: ir.Table, field: Field, lists: dict[str, CodeList]) -> ir.StringValue:
    raw = table[field.name]
    if not field.collect:
        return ibis.null("string")
    if field.codes is not None:
        return _listed(raw, field, Codes(lists[field.codes]))
    if field.format == "uscc":
        return table[code_column(field.name)]
    return _typed(table, field, raw)


def _typed(table: ir.Table, field: Field, raw: ir.StringValue) -> ir.StringValue:
    if field.type == "date":
        return table[iso_column(field.name)].coalesce(raw)
    if field.type in {"number", "integer"}:
        return numbers.canonical(raw).coalesce(raw)
    if field.type == "boolean":
        return ibis.cases((raw.isin(YES), "是"), (raw.isin(NO), "否"), else_=raw)
    return raw


def _listed(raw: ir.StringValue, field: Field, codes: Codes) -> ir.StringValue:
    if field.many is None:
        return codes.kept(raw)
    parts = raw.split(field.many).map(lambda part: codes.kept(part.strip()))
    return parts.filter(lambda part: part != "").join(field.many)
