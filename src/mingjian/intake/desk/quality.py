"""What was found in the deliveries of a period."""

from dataclasses import dataclass
from datetime import date

from mingjian.accounts.actor import Actor
from mingjian.intake.desk.reach import Filters, filtered, reach
from mingjian.intake.findings import FINDING_CODES


@dataclass(frozen=True, slots=True)
class CodeQuality:
    """How many rows of a period a finding was about; `check` is Q01 to Q15."""

    code: str
    check: str
    rows: int


def quality(actor: Actor, since: date, until: date) -> list[CodeQuality]:
    """What was found in the period, the most frequent first."""
    period = filtered(reach(actor), Filters(since=since, until=until))
    totals: dict[str, int] = {}
    for codes in period.exclude(codes=None).values_list("codes", flat=True).iterator():
        for code, rows in (codes or {}).items():
            totals[code] = totals.get(code, 0) + rows
    found = [CodeQuality(c, FINDING_CODES[c[1:]].check, rows) for c, rows in totals.items()]
    return sorted(found, key=lambda one: (-one.rows, one.code))
