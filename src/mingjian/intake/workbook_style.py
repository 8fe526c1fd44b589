"""How our workbooks look: formats, and the words that stand on them in two languages."""

from dataclasses import dataclass
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format

RED: Final = "#FFC7CE"
YELLOW: Final = "#FFEB9C"
BLUE: Final = "#1F4E79"
DATE: Final = "yyyy-mm-dd"
TEXT: Final = "@"
LONGEST: Final = 32_000
"""Characters of one cell; programs refuse a file with more than 32,767."""
LONGEST_NAME: Final = 31
"""Characters of a sheet's name."""

_LOOKS: Final[dict[str, dict[str, Any]]] = {
    "plain": {},
    "title": {"bold": True, "font_size": 14},
    "header": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": BLUE,
        "text_wrap": True,
        "valign": "vcenter",
        "border": 1,
    },
    "required": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": "#9C2A10",
        "text_wrap": True,
        "valign": "vcenter",
        "border": 1,
    },
    "text": {"num_format": TEXT},
    "date": {"num_format": DATE},
    "number": {"num_format": "0.######"},
    "example_text": {"num_format": TEXT, "italic": True, "font_color": "#7F7F7F"},
    "example_date": {"num_format": DATE, "italic": True, "font_color": "#7F7F7F"},
    "example_number": {"num_format": "0.######", "italic": True, "font_color": "#7F7F7F"},
    "wrap": {"text_wrap": True, "valign": "top"},
    "error": {"num_format": TEXT, "bg_color": RED},
    "warning": {"num_format": TEXT, "bg_color": YELLOW},
    "error_date": {"num_format": DATE, "bg_color": RED},
    "warning_date": {"num_format": DATE, "bg_color": YELLOW},
    "error_number": {"bg_color": RED},
    "warning_number": {"bg_color": YELLOW},
    "link": {"font_color": "#0563C1", "underline": 1},
}


@dataclass(frozen=True, slots=True)
class Looks:
    """The formats of one workbook, by name."""

    formats: dict[str, Format]

    def __getitem__(self, name: str) -> Format:
        return self.formats[name]


def looks_of(book: Workbook) -> Looks:
    """Add our formats to a workbook being written."""
    return Looks({name: book.add_format(look) for name, look in _LOOKS.items()})
