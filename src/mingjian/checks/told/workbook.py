"""The checks whose feedback is owed as a workbook with drop-downs, to fill in and send back."""

from collections.abc import Iterable
from datetime import date

from mingjian.bulk.answers.workbook import workbook_of
from mingjian.checks.owed import Owed
from mingjian.checks.told.sheet import form
from mingjian.kernel.problem import Language
from mingjian.policy.standing import policies
from mingjian.registry.find import SubjectView, subjects


def workbook(rows: Iterable[Owed], language: Language = "zh") -> bytes:
    """The bytes of an xlsx file; without rows it is the empty form with an example."""
    found = list(rows)
    who = subjects(one.subject_id for one in found)
    filled = (_row(one, who.get(one.subject_id), language) for one in found)
    return workbook_of(form(), filled, language)


def _row(one: Owed, who: SubjectView | None, language: Language) -> dict[str, str | date]:
    """The columns that say which check it is; what was decided is for the asker."""
    title = policies().matter(one.matter).title
    row: dict[str, str | date] = {
        "HZH": one.receipt,
        "ZTMC": who.name if who else "",
        "SHXYM": who.code if who else "",
        "HCSX": title.zh if language == "zh" else title.en,
        "HCRQ": one.asked_on,
    }
    return row if one.due_on is None else {**row, "FKQX": one.due_on}
