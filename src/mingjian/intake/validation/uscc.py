"""The vectorised twin of `kernel.uscc.examine`: the same verdict on a column of codes.

Folding covers what people type: full-width letters and digits, spaces, hyphens, lower case.
"""

from typing import Final

import ibis
import ibis.expr.types as ir

from mingjian.kernel.uscc import Fault
from mingjian.kernel.uscc_tables import (
    CHARSET,
    DEPARTMENTS,
    LENGTH,
    ORGANISATION_CHECKS,
    ORGANISATION_WEIGHTS,
    WEIGHTS,
)

ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WIDE: Final = "".join(chr(ord(c) + 0xFEE0) for c in ALPHABET + ALPHABET[10:].lower()) + "－　"
_NARROW: Final = ALPHABET + ALPHABET[10:].lower() + "- "


def folded(text: ir.StringValue) -> ir.StringValue:
    """The code as read: half-width, upper case, without spaces and hyphens."""
    plain = text.re_search("^[ -~]*$").ifelse(text, text.translate(_WIDE, _NARROW))
    return plain.re_replace("[ -]+", "").upper()


def fault(code: ir.StringValue) -> ir.StringValue:
    """The first fault of a folded code, as `Fault` names it, or null when nothing is wrong."""
    return ibis.cases(
        (code == "", Fault.EMPTY.value),
        (code.length() != LENGTH, Fault.LENGTH.value),
        (~code.re_search(f"^[{CHARSET}]*$"), Fault.CHARACTERS.value),
        (_is_placeholder(code), Fault.PLACEHOLDER.value),
        (~code.substr(2, 6).re_search("^[0-9]*$"), Fault.AREA_NOT_DIGITS.value),
        (_check_value(code) != _value(code, LENGTH - 1), Fault.CHECK_CHARACTER.value),
        (~_organisation_fits(code.substr(8, 9)), Fault.ORGANISATION_CODE.value),
        (~code.substr(0, 1).isin(sorted(DEPARTMENTS)), Fault.UNKNOWN_DEPARTMENT.value),
    )


def organisation_code_is_valid(text: ir.StringValue) -> ir.BooleanValue:
    """Whether a text is an organisation code of GB 11714: eight characters and a check."""
    code = folded(text)
    return code.re_search("^[0-9A-Z]{8}[0-9X]$") & _organisation_fits(code)


def _is_placeholder(code: ir.StringValue) -> ir.BooleanValue:
    repeated = code.substr(0, 17) == code.substr(0, 1).repeat(17)
    return repeated | code.startswith("12345678") | (code.substr(8, 8) == "00000000")


def _value(code: ir.StringValue, place: int) -> ir.IntegerValue:
    return ibis.literal(CHARSET).find(code.substr(place, 1))


def _check_value(code: ir.StringValue) -> ir.IntegerValue:
    total = sum((_value(code, place) * w for place, w in enumerate(WEIGHTS)), ibis.literal(0))
    return (ibis.literal(31) - total % 31) % 31


def _organisation_fits(code: ir.StringValue) -> ir.BooleanValue:
    values = (ibis.literal(ALPHABET).find(code.substr(place, 1)) for place in range(8))
    pairs = zip(values, ORGANISATION_WEIGHTS, strict=True)
    total = sum((value * weight for value, weight in pairs), ibis.literal(0))
    return ibis.literal(ORGANISATION_CHECKS).substr(total % 11, 1) == code.substr(8, 1)
