"""From when to when a row holds, as a half-open period, and which record it is about."""

from datetime import date
from typing import Final

import ibis
import ibis.expr.types as ir

from mingjian.intake.validation.rule import Cells, Rule, day_column
from mingjian.policy.schema import CatalogueItem

_SEPARATOR: Final = "\x1f"
_LAST_DAY: Final = date(9999, 12, 31)


def first_day(table: ir.Table, item: CatalogueItem) -> ir.DateValue:
    """The first day on which the row holds, or null."""
    day = table[day_column(item.holds.start)]
    if item.holds.fallback is None:
        return day
    return day.coalesce(table[day_column(item.holds.fallback)])


def end_day(table: ir.Table, item: CatalogueItem) -> ir.DateValue:
    """The first day on which the row does not hold any more, or null when it is open."""
    if item.holds.end is None:
        return ibis.null("date")
    given = table[day_column(item.holds.end)]
    # The last day a date can be has no day after it: it means open, whoever wrote it.
    is_open = given.isin([*item.holds.open_end, _LAST_DAY])
    # By way of a time stamp: DuckDB makes one of date + interval, while Ibis takes it for a date.
    following = (given + ibis.interval(days=1)).cast("timestamp").cast("date")
    end = following if item.holds.last_day else given
    return is_open.ifelse(ibis.null("date"), end)


def own_day(table: ir.Table, item: CatalogueItem, received_on: date) -> ir.DateValue:
    """The day whose code lists judge the row: of the decision, else its first, else of receipt."""
    counted = item.refresh.counted_from
    first = first_day(table, item)
    day = first if counted is None else table[day_column(counted)].coalesce(first)
    return day.coalesce(ibis.literal(received_on))


def holds_rules(cells: Cells) -> list[Rule]:
    """A row must hold from some day on, and on at least one day."""
    item = cells.item
    first, end = first_day(cells.table, item), end_day(cells.table, item)
    start = cells.raw(item.holds.start)
    unreadable = start.notnull() & cells.day(item.holds.start).isnull()
    missing = Rule("175", item.holds.start, "error", first.isnull() & ~unreadable)
    return [missing, Rule("176", item.holds.end, "error", end <= first)]


def record_id(kept: dict[str, ir.StringValue], item: CatalogueItem) -> ir.StringValue:
    """The record's number: 32 hex digits of the SHA-256 of item and natural key (ledger)."""
    values = (kept[field].fill_null("") for field in item.key)
    return ibis.literal(_SEPARATOR).join([item.id, *values]).hexdigest("sha256").left(32)
