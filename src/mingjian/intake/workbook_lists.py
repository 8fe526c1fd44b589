"""Drop-downs: short code lists inside the rule, long ones on a hidden sheet."""

from dataclasses import dataclass
from typing import Final

from xlsxwriter import Workbook

from mingjian.intake.reading.area import column_name
from mingjian.kernel.problem import Language
from mingjian.policy.schema import CodeList, Field

SHEET: Final = "_codes"
LONGEST_INLINE: Final = 255
"""Characters a list may have inside a rule, separators included."""


@dataclass(frozen=True, slots=True)
class DropDown:
    """The values of a list, or the range in which they stand; `open`: others may be typed."""

    source: list[str] | str
    open: bool

    def rule(self, field: Field, language: Language) -> dict[str, object]:
        """The validation rule of a column."""
        zh = language == "zh"
        free = self.open or field.many is not None
        return {
            "validate": "list",
            "source": self.source,
            "error_type": "information" if free else "warning",
            "error_title": "代码表" if zh else "Code list",
            "error_message": "不在代码表内，请核对" if zh else "Not in the code list: please check",
        }


def drop_downs(
    book: Workbook, fields: list[Field], lists: dict[str, CodeList]
) -> dict[str, DropDown]:
    """A drop-down for every code list that the fields use."""
    used = dict.fromkeys(f.codes for f in fields if f.codes in lists)
    values = {name: _values(lists[name]) for name in used if name}
    far = [name for name, listed in values.items() if not _inline(listed)]
    ranges = _write_far(book, {name: values[name] for name in far})
    return {
        name: DropDown(ranges.get(name, listed), _open(lists[name]))
        for name, listed in values.items()
    }


def _values(codes: CodeList) -> list[str]:
    return [value.value + ("-" if value.completed else "") for value in codes.values]


def _open(codes: CodeList) -> bool:
    return any(value.completed for value in codes.values)


def _inline(values: list[str]) -> bool:
    """A comma inside a value would split it."""
    return len(",".join(values)) <= LONGEST_INLINE and not any("," in value for value in values)


def _write_far(book: Workbook, lists: dict[str, list[str]]) -> dict[str, str]:
    if not lists:
        return {}
    sheet = book.add_worksheet(SHEET)
    sheet.hide()
    ranges = {}
    for column, (name, values) in enumerate(lists.items()):
        sheet.write_column(0, column, values)
        letters = column_name(column)
        ranges[name] = f"='{SHEET}'!${letters}$1:${letters}${len(values)}"
    return ranges
