"""Numbers as plain decimal text."""

from decimal import Decimal
from typing import Final

import ibis
import ibis.expr.types as ir

EXACT: Final = "decimal(38, 10)"
MOST_DECIMALS: Final = 10
_NUMBER: Final = r"^[+-]?[0-9]+(\.[0-9]+)?$"


def is_number(text: ir.StringValue) -> ir.BooleanValue:
    """Whether the text is a plain decimal: no separators, no unit, no exponent."""
    return text.re_search(_NUMBER)


def is_integer(text: ir.StringValue) -> ir.BooleanValue:
    """Whether the text is a whole number; 5.0 is one."""
    return text.re_search(r"^[+-]?[0-9]+(\.0+)?$")


def decimals(text: ir.StringValue) -> ir.IntegerValue:
    """How many decimal places a number needs; zeros at the end do not count."""
    return text.re_extract(r"\.([0-9]*[1-9])0*$", 1).length()


def exact(text: ir.StringValue) -> ir.DecimalValue:
    """The number without loss, or null when it has too many digits or is none."""
    return is_number(text).ifelse(text, ibis.null("string")).try_cast(EXACT)


def canonical(text: ir.StringValue) -> ir.StringValue:
    """One way to write each number: 0100.50 becomes 100.5."""
    return exact(text).cast("string").re_replace(r"\.?0+$", "")


def bound(value: Decimal) -> ir.DecimalScalar:
    """A bound of the policy pack as a literal."""
    return ibis.literal(value, type=EXACT)
