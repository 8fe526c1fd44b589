"""The two check digits of many codes at once: `kernel.uscc.examine` takes 20 microseconds each."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mingjian.kernel.uscc import examine
from mingjian.kernel.uscc_tables import (
    CHARSET,
    LENGTH,
    ORGANISATION_CHECKS,
    ORGANISATION_WEIGHTS,
    WEIGHTS,
)

_NONE = 255
_USUAL = "159"


def valid_codes(codes: Sequence[str | None]) -> list[bool]:
    """Whether each code is valid and written in its plain form: what `examine` would say.

    Both check digits are computed for all at once; what they leave goes through `examine` only
    where a code could be a placeholder or have an unknown department, which is rare.
    """
    shaped = [code is not None and len(code) == LENGTH and code.isascii() for code in codes]
    plain = [code for code, good in zip(codes, shaped, strict=True) if good and code is not None]
    checked = iter(_checked(plain)) if plain else iter(())
    return [good and next(checked) for good in shaped]


def _checked(codes: list[str]) -> list[bool]:
    letters = np.frombuffer("".join(codes).encode("ascii"), np.uint8).reshape(-1, LENGTH)
    digits = np.all((letters[:, 2:8] >= ord("0")) & (letters[:, 2:8] <= ord("9")), axis=1)
    held = digits & _outer(letters) & _inner(letters)
    return [bool(good) and _rare(code) for code, good in zip(codes, held, strict=True)]


def _outer(letters: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """GB 32100: the 18th character; false where a character is none of the 31."""
    values = _values(CHARSET)[letters].astype(np.int64)
    known = np.all(values != _NONE, axis=1)
    sums = values[:, :17] @ np.array(WEIGHTS)
    held: NDArray[np.bool_] = known & ((31 - sums % 31) % 31 == values[:, 17])
    return held


def _inner(letters: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """GB 11714: the 17th character."""
    values = _values("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")[letters[:, 8:16]].astype(np.int64)
    checks = np.frombuffer(ORGANISATION_CHECKS.encode(), np.uint8)
    held: NDArray[np.bool_] = checks[values @ np.array(ORGANISATION_WEIGHTS) % 11] == letters[:, 16]
    return held


def _values(charset: str) -> NDArray[np.uint8]:
    table = np.full(256, _NONE, np.uint8)
    table[np.frombuffer(charset.encode(), np.uint8)] = np.arange(len(charset))
    return table


def _rare(code: str) -> bool:
    """What the check digits cannot tell: placeholders and unknown departments."""
    usual = code[0] in _USUAL and not code.startswith("12345678") and code[8:16] != "00000000"
    return (usual and len(set(code[:17])) > 1) or examine(code).valid
