"""The workbook of feedback as an item with fields and a code list, as any other workbook."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from mingjian.bulk.answers.form import Form
from mingjian.checks.outcome import OUTCOME_NAMES, Outcome
from mingjian.checks.told.given import Told

_FILE: Final = Path(__file__).with_name("sheet.yaml")
_SOURCE: Final = {"source": "a form of the platform", "mark": "verified"}
RECEIPT: Final = "HZH"


@cache
def form() -> Form:
    """The form of the file; its drop-down holds the outcomes that a check can have."""
    return Form.read(_FILE, lists=[_outcomes()])


def told_of(row: Mapping[str, Any]) -> Told:
    """A sound row as a report."""
    (outcome,) = (one for one, name in OUTCOME_NAMES.items() if name.zh == row["CLJG"])
    return Told(str(row[RECEIPT]), outcome.value, date.fromisoformat(row["JDRQ"]), row["SM"] or "")


def _outcomes() -> dict[str, object]:
    """Written in Chinese; the English name and the code of the API are understood as well."""
    title = {"zh": "处理结果", "en": "outcome"}
    values = [_value(one) for one in Outcome]
    return {"id": "outcome-of-check", "title": title, "values": values, **_SOURCE}


def _value(one: Outcome) -> dict[str, object]:
    name = OUTCOME_NAMES[one]
    aliases = list(dict.fromkeys([name.en, one.value]))
    return {"value": name.zh, "title": name.model_dump(), "aliases": aliases, **_SOURCE}
