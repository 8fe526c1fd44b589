"""All statements of an item's validation, composed once and kept: composing costs half a second."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

import ibis
import ibis.expr.types as ir

from mingjian.intake.validation.marks import mark_findings
from mingjian.intake.validation.plan import Told, plan
from mingjian.intake.validation.prepare import given_table, lookups, prepared
from mingjian.intake.validation.repeats import SEVERAL, repeat_findings, several
from mingjian.policy.schema import CatalogueItem, CodeList

DIALECT: Final = "duckdb"
TYPED: Final = "typed"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be validated: equal keys mean the same statements."""

    key: str
    item: CatalogueItem = field(compare=False)
    lists: Mapping[str, CodeList] = field(compare=False)
    received_on: date = field(compare=False)
    absent: frozenset[str] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Script:
    """The statements. `lookups` and `several` make tables; the others are queries."""

    lookups: dict[str, str]
    typed: str
    several: str
    repeats: str
    marks: str
    rules: tuple[Told, ...]


def order(
    item: CatalogueItem,
    lists: Mapping[str, CodeList],
    received_on: date,
    absent: frozenset[str],
) -> Order:
    """The order for an item, its code lists, a day of receipt and what the layout lacks."""
    parts = [item.model_dump_json(), *(lists[id_].model_dump_json() for id_ in sorted(lists))]
    text = "\n".join([*parts, received_on.isoformat(), *sorted(absent)])
    return Order(hashlib.sha256(text.encode()).hexdigest(), item, lists, received_on, absent)


@lru_cache(maxsize=64)
def script_of(wanted: Order) -> Script:
    """The statements for an order."""
    item, rows = wanted.item, given_table(wanted.item)
    made = plan(prepared(rows, item), item, wanted.lists, wanted.received_on, wanted.absent)
    typed = ibis.table(made.typed.schema(), name=TYPED)
    found = ibis.table({"_record_id": "string"}, name=SEVERAL)
    return Script(
        lookups={name: _sql(table) for name, table in lookups(rows, item).items()},
        typed=_sql(made.typed),
        several=_sql(several(typed)),
        repeats=_sql(repeat_findings(typed, found, item)),
        marks=_sql(mark_findings(rows)),
        rules=made.rules,
    )


def _sql(table: ir.Table) -> str:
    return str(ibis.to_sql(table, dialect=DIALECT))
