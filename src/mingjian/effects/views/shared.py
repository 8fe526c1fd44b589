"""What the views of all effects share: the days, the way out, the remedy, the end."""

from mingjian.effects.models.effect import Effect, Ending
from mingjian.effects.target import End
from mingjian.kernel.period import Period
from mingjian.policy.schema.base import Text


def holds(row: Effect) -> Period:
    """The days over which it holds, unless it ends before."""
    return Period(row.holds.lower, row.holds.upper)


def way_out(row: Effect) -> Text:
    """How it ends."""
    return Text(zh=row.exit_zh, en=row.exit_en)


def remedy(row: Effect) -> Text:
    """What may be done against it."""
    return Text(zh=row.remedy_zh, en=row.remedy_en)


def ending(row: Ending) -> End | None:
    """How it ended; None while nothing ended it."""
    if row.ended_on is None:
        return None
    return End(
        row.ended_on,
        row.ended_why,
        row.ended_basis,
        row.ended_by,
        row.ended_case_id,
        row.ended_paper_id,
    )
