"""Dates in the forms that people write, and the digits they write them with."""

from typing import Final

import ibis
import ibis.expr.types as ir

_WIDE: Final = "".join(chr(0xFF10 + n) for n in range(10)) + "－／．："
_NARROW: Final = "0123456789-/.:"
# 2024-01-02, 2024/1/2, 2024.1.2, 2024年1月2日, 20240102; exports of databases add a time of day.
_FORMS: Final = (
    r"^([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}"
    r"|[0-9]{4}\.[0-9]{1,2}\.[0-9]{1,2}|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日?)"
    r"([ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?)?$"
)
_PARTS: Final = "^([0-9]{4})[^0-9]([0-9]{1,2})[^0-9]([0-9]{1,2})"


def day_of(text: ir.StringValue) -> ir.DateValue:
    """The day a text names, or null when it names none (31 February included)."""
    plain = text.re_search("^[ -~]*$").ifelse(text, text.translate(_WIDE, _NARROW))
    parts = [plain.re_extract(_PARTS, n) for n in (1, 2, 3)]
    separated = _iso(*parts)
    compact = _iso(plain.substr(0, 4), plain.substr(4, 2), plain.substr(6, 2))
    written = ibis.cases(
        (plain.re_search("^[0-9]{8}$"), compact), (plain.re_search(_FORMS), separated)
    )
    return written.try_cast("date")


def _iso(year: ir.StringValue, month: ir.StringValue, day: ir.StringValue) -> ir.StringValue:
    return year + "-" + month.lpad(2, "0") + "-" + day.lpad(2, "0")


def iso(day: ir.DateValue) -> ir.StringValue:
    """A day as text, 2024-01-02."""
    return day.cast("string")
