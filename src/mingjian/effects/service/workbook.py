"""The list of waiting decisions as a workbook with drop-downs, to fill in and send back."""

from collections.abc import Iterable
from datetime import date

from mingjian.bulk.answers.workbook import workbook_of
from mingjian.effects.service.sheet import form
from mingjian.effects.service.waiting import Waiting
from mingjian.kernel.problem import Language


def workbook(rows: Iterable[Waiting], language: Language = "zh") -> bytes:
    """The bytes of an xlsx file; without rows it is the empty form with an example."""
    return workbook_of(form(), map(_row, rows), language)


def _row(one: Waiting) -> dict[str, str | date]:
    """The columns that say which decision it is; the answer is for the unit."""
    return {
        "CF_WSH": one.number,
        "CF_XDR_MC": one.name,
        "CF_XDR_SHXYM": one.code,
        "CF_JDRQ": one.decided_on,
        "DFRQ": one.due_on,
    }
