"""When a thing in a pack is in force: while both are."""

from psycopg.types.range import DateRange

from mingjian.policy.schema import Pack
from mingjian.policy.schema.base import Dated


def days_of(pack: Pack, one: Dated) -> DateRange | None:
    """The days on which both the pack and the thing in it are in force; None without any."""
    starts = [day for day in (pack.effective_from, one.effective_from) if day is not None]
    ends = [day for day in (pack.effective_to, one.effective_to) if day is not None]
    start, end = max(starts, default=None), min(ends, default=None)
    empty = start is not None and end is not None and end <= start
    return None if empty else DateRange(start, end)
