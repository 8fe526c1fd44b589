"""Findings out of the bits: only of the rules that found anything, only in the rows they found."""

from collections.abc import Sequence
from typing import Final

import duckdb

from mingjian.intake import sql
from mingjian.intake.validation.plan import BITS, Told, detail_column, masks
from mingjian.policy.schema import CatalogueItem

COLUMNS: Final = {
    "row_no": "BIGINT",
    "field": "VARCHAR",
    "code": "VARCHAR",
    "severity": "VARCHAR",
    "value": "VARCHAR",
    "detail_zh": "VARCHAR",
    "detail_en": "VARCHAR",
}


def rule_queries(
    con: duckdb.DuckDBPyConnection, rules: Sequence[Told], item: CatalogueItem
) -> list[str]:
    """A query for each rule that found something in the view `typed`."""
    columns = ", ".join(masks(len(rules)))
    combinations = con.execute(f"SELECT DISTINCT {columns} FROM typed").fetchall()  # noqa: S608 - our columns
    places = {place for row in combinations for place in _places(row)}
    return [_query(place, rules[place], item) for place in sorted(places)]


def combined(queries: Sequence[str]) -> str:
    """The findings of several queries as one, by row, errors first."""
    columns = ", ".join(f"CAST({name} AS {kind}) AS {name}" for name, kind in COLUMNS.items())
    parts = (f"SELECT {columns} FROM ({query})" for query in queries)  # noqa: S608 - our queries
    return " UNION ALL ".join(parts) + " ORDER BY row_no, severity, code"


def _places(row: tuple[int, ...]) -> list[int]:
    return [n * BITS + bit for n, mask in enumerate(row) for bit in range(BITS) if mask >> bit & 1]


def _query(place: int, rule: Told, item: CatalogueItem) -> str:
    zh = en = detail_column(place)
    if rule.detail is not None:
        zh, en = sql.text(rule.detail.zh), sql.text(rule.detail.en)
    field = "NULL" if rule.field is None else sql.text(rule.field)
    is_set = f"(_faults{place // BITS} & {1 << place % BITS}) <> 0"
    return (
        f"SELECT row_no, {field} AS field, '{rule.code}' AS code, "  # noqa: S608 - quoted
        f"'{rule.severity}' AS severity, {_value(rule, item)} AS value, "
        f"{zh} AS detail_zh, {en} AS detail_en FROM typed WHERE {is_set}"
    )


def _value(rule: Told, item: CatalogueItem) -> str:
    """What stands in the cell; personal data are not repeated in a list of findings."""
    field = None if rule.field is None else item.field(rule.field)
    return "NULL" if field is None or field.personal else sql.name(field.name)
