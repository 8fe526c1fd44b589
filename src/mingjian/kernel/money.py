"""Amounts: 万元 with up to six decimals, (18,6), to whole fen and back, exactly.

1 万元 is 10,000 yuan or 1,000,000 fen, so the sixth decimal of 万元 is one fen.
"""

import re
from decimal import Context, Decimal, Inexact, InvalidOperation

from mingjian.kernel.problem import InvalidInput

# Eighteen digits and a trap on every loss: what does not fit (18,6) cannot pass by rounding.
_EXACT = Context(prec=18, traps=[Inexact, InvalidOperation])
_PLAIN = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_ONE_FEN_IN_WAN = Decimal("0.000001")
_MOST_FEN = 10**18 - 1


class AmountNotANumber(InvalidInput):
    """The text is not a plain decimal number, or a binary float was given."""

    code = "amount_not_a_number"
    zh = "金额“{given}”不是十进制数字。"
    en = "The amount “{given}” is not a plain decimal number."
    zh_way = "请以文本填写万元数，例如 12.5；不用千分位、单位或科学计数。"
    en_way = "Write 万元 as text such as 12.5, without separators, unit or exponent."


class AmountOutOfRange(InvalidInput):
    """More than six decimals, or more than twelve digits before the point."""

    code = "amount_out_of_range"
    zh = "金额“{given}”超出范围：整数至多 12 位，小数至多 6 位（万元）。"
    en = "The amount “{given}” does not fit: at most 12 digits and 6 decimals (万元)."
    zh_way = "请核对金额及单位，应以万元计。"
    en_way = "Check the amount and its unit: it is counted in 万元."


class AmountNegative(InvalidInput):
    """A negative amount where only nought or more makes sense."""

    code = "amount_negative"
    zh = "金额“{given}”不能为负。"
    en = "The amount “{given}” must not be negative."
    zh_way = "请核对金额。"
    en_way = "Check the amount."


def wan_to_fen(amount: str | Decimal, *, negative: bool = False) -> int:
    """The fen in so many 万元; `negative` allows amounts below nought.

    Raises:
        AmountNotANumber: for a float, for text that is not plain decimal digits, for NaN.
        AmountOutOfRange: when (18,6) does not hold it exactly.
        AmountNegative: below nought, unless allowed.
    """
    wan = _number(amount)
    if wan < 0 and not negative:
        raise AmountNegative(given=amount)
    try:
        exact = wan.quantize(_ONE_FEN_IN_WAN, context=_EXACT)
    except (Inexact, InvalidOperation):
        raise AmountOutOfRange(given=amount) from None
    return int(exact.scaleb(6, context=_EXACT))


def fen_to_wan(fen: int) -> Decimal:
    """So many fen in 万元, always with six decimals.

    Raises:
        AmountOutOfRange: beyond (18,6).
    """
    if abs(fen) > _MOST_FEN:
        raise AmountOutOfRange(given=fen)
    return Decimal(fen).scaleb(-6, context=_EXACT)


def _number(amount: object) -> Decimal:
    """The number given; a float is refused, as it has already lost what was written."""
    if isinstance(amount, Decimal) and amount.is_finite():
        return amount
    if isinstance(amount, str) and _PLAIN.fullmatch(amount.strip()):
        return Decimal(amount.strip())
    raise AmountNotANumber(given=amount)
