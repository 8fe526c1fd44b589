"""统一社会信用代码: examine a code, say what is wrong with it, compose valid ones.

The outer check is GB 32100-2015 (python-stdnum computes it), the inner one GB 11714. A code whose
inner check fails is **faulty**, not merely doubtful: of the 3,206 valid codes we hold (3,000 real
organisations of Ningbo, 206 vectors) every one passes both, and the standard asks for both. A real
code broken that way (重错码) thereby becomes a question to a person, never a silent link.

python-stdnum's own verdict is not used whole: it demands eight leading digits and so refuses the
lettered departments (Y1, N1, A1). The area only has to be digits: abolished areas stay valid.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from stdnum.cn import uscc as stdnum_uscc

from mingjian.kernel.problem import InvalidInput
from mingjian.kernel.uscc_tables import (
    CHARSET,
    DEPARTMENTS,
    KINDS,
    LENGTH,
    ORGANISATION_CHECKS,
    ORGANISATION_WEIGHTS,
    SubjectClass,
)

_CHARACTERS = frozenset(CHARSET)
_PIECES = re.compile(f"[{CHARSET}]{{2}} [0-9]{{6}} [{CHARSET}]{{8}}")


class Fault(StrEnum):
    """Why a code is refused; the first that applies, in this order."""

    EMPTY = "empty"
    LENGTH = "length"
    CHARACTERS = "characters"
    PLACEHOLDER = "placeholder"
    AREA_NOT_DIGITS = "area_not_digits"
    CHECK_CHARACTER = "check_character"
    ORGANISATION_CODE = "organisation_code"
    UNKNOWN_DEPARTMENT = "unknown_department"


class CannotCompose(InvalidInput):
    """The pieces do not make a code."""

    code = "uscc_cannot_compose"
    zh = "“{pieces}”不能组成统一社会信用代码。"
    en = "“{pieces}” cannot be made into a unified social credit code."
    zh_way = "须为两位部门类别、六位数字区划、八位本体代码，且不得为占位代码。"
    en_way = "Give two characters, six digits and eight characters, and no placeholder."


@dataclass(frozen=True, slots=True)
class UsccReport:
    """A code as given and as read, with its first fault or None.

    As read: NFKC, without spaces and hyphens (people group the digits), in upper case.

    The parts are slices of `code`: shorter or empty when the length is wrong.
    """

    given: str
    code: str
    fault: Fault | None

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong with the code."""
        return self.fault is None

    @property
    def department(self) -> str:
        """The registering department: character 1."""
        return self.code[:1]

    @property
    def category(self) -> str:
        """The category within the department: character 2."""
        return self.code[1:2]

    @property
    def area(self) -> str:
        """The division of the registering body: characters 3-8; not where the subject is now."""
        return self.code[2:8]

    @property
    def organisation_code(self) -> str:
        """The organisation code of GB 11714: characters 9-17."""
        return self.code[8:17]

    @property
    def subject_class(self) -> SubjectClass:
        """The class of subject that the first two characters tell; `other` when they tell none."""
        kind = KINDS.get(self.code[:2])
        return SubjectClass.OTHER if kind is None else kind.subject_class


def examine(text: str) -> UsccReport:
    """Read a code and find its first fault. Never raises."""
    code = _as_read(text)
    return UsccReport(given=text, code=code, fault=_shape_fault(code) or _check_fault(code))


def compose(prefix: str, area: str, serial: str) -> str:
    """The valid code of department and category (2), area (6) and serial (8): for generators.

    Raises:
        CannotCompose: when the pieces have a wrong shape or the result would not be valid.
    """
    pieces = f"{prefix} {area} {serial}"
    if not _PIECES.fullmatch(pieces):
        raise CannotCompose(pieces=pieces)
    body = prefix + area + serial + _organisation_check(serial)
    code = body + _check_character(body)
    if not examine(code).valid:
        raise CannotCompose(pieces=pieces)
    return code


def _as_read(text: str) -> str:
    if text.isascii() and text.isalnum():  # nothing to take away: nearly every code there is
        return text.upper()
    return str(stdnum_uscc.compact(unicodedata.normalize("NFKC", text)))


def _shape_fault(code: str) -> Fault | None:
    if not code:
        return Fault.EMPTY
    if len(code) != LENGTH:
        return Fault.LENGTH
    if not _CHARACTERS.issuperset(code):
        return Fault.CHARACTERS
    return Fault.PLACEHOLDER if _is_placeholder(code) else None


def _check_fault(code: str) -> Fault | None:
    if not code[2:8].isdigit():
        return Fault.AREA_NOT_DIGITS
    if code[17] != _check_character(code[:17]):
        return Fault.CHECK_CHARACTER
    if code[16] != _organisation_check(code[8:16]):
        return Fault.ORGANISATION_CODE
    return None if code[0] in DEPARTMENTS else Fault.UNKNOWN_DEPARTMENT


def _is_placeholder(code: str) -> bool:
    """One character over and over (or up to a last X), counting up, or no organisation at all."""
    return len(set(code[:17])) == 1 or code.startswith("12345678") or code[8:16] == "00000000"


def _check_character(body: str) -> str:
    return str(stdnum_uscc.calc_check_digit(body))


def _organisation_check(serial: str) -> str:
    values = (int(character, 36) for character in serial)
    total = sum(v * w for v, w in zip(values, ORGANISATION_WEIGHTS, strict=True))
    return ORGANISATION_CHECKS[total % 11]
