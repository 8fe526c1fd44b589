"""The workbook of service days as an item with fields and code lists, as any other workbook."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from mingjian.bulk.answers.form import Form
from mingjian.effects.models.served import PROCEDURES
from mingjian.effects.penalty import NUMBER
from mingjian.effects.service.said import Said
from mingjian.papers.models import How

_FILE: Final = Path(__file__).with_name("sheet.yaml")
YES: Final = "是"
# An acknowledgement is the receiver's own to give.
HOW: Final = {str(one.label): one.value for one in How if one is not How.ACKNOWLEDGED}
PROCEDURE: Final = {label: value for value, label in PROCEDURES if value != "unknown"}


@cache
def form() -> Form:
    """The form of the file."""
    return Form.read(_FILE)


def said_of(row: Mapping[str, Any]) -> Said:
    """A sound row as what its unit says of a decision."""
    procedure: Any = PROCEDURE[row["CFCX"]]
    return Said(
        number=str(row[NUMBER]),
        code=row["CF_XDR_SHXYM"] or "",
        served_on=date.fromisoformat(row["SDRQ"]),
        procedure=procedure,
        told=row["GZJJ"] == YES,
        how=HOW[row["SDFS"]],
        reason=row["GZLY"] or "",
    )
