"""What a registered name is made of: place, brand, trade, form (行政区划、字号、行业、组织形式).

The four parts are those of 企业名称登记管理规定.

The word lists are for comparing only and decide nothing: a wrong cut costs a little score.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
_LONGEST_PLACE = 11
_LONGEST_WORD = 8


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a name in normal form; what it lacks is an empty text."""

    place: str
    brand: str
    trade: str
    form: str

    @property
    def core(self) -> str:
        """Brand and trade: the name without place and form."""
        return self.brand + self.trade


def parts(normal_name: str) -> Parts:
    """Cuts a name in normal form; a brand always remains unless the name is empty."""
    rest, bracketed = _out_of_brackets(normal_name)
    place, rest = _cut_front(rest)
    core, form = _cut_end(rest, _words("forms.txt"))
    brand, trade = _cut_end(core, _words("trades.txt"))
    return Parts(place + bracketed, brand or core or rest or normal_name, trade, form)


def _out_of_brackets(name: str) -> tuple[str, str]:
    """A place in brackets, as in 华富嘉洛投资咨询(宁波)有限公司, belongs to the front."""
    for found in re.finditer(r"\((\w+)\)", name):
        if found[1] in _words("places.txt"):
            return name[: found.start()] + name[found.end() :], found[1]
    return name, ""


def _cut_front(name: str) -> tuple[str, str]:
    """The places at the front, each but a last one that would leave nothing."""
    at = 0
    while length := _place_length(name[at:]):
        at += length
    return name[:at], name[at:]


def _place_length(name: str) -> int:
    fitting = (n for n in range(min(_LONGEST_PLACE, len(name) - 1), 1, -1))
    return next((n for n in fitting if name[:n] in _words("places.txt")), 0)


def _cut_end(name: str, words: frozenset[str]) -> tuple[str, str]:
    """The words at the end, longest first, several of them, leaving at least two characters."""
    at = len(name)
    while length := _end_length(name[:at], words):
        at -= length
    return name[:at], name[at:]


def _end_length(name: str, words: frozenset[str]) -> int:
    fitting = (n for n in range(min(_LONGEST_WORD, len(name) - 2), 0, -1))
    return next((n for n in fitting if name[-n:] in words), 0)


@cache
def _words(file: str) -> frozenset[str]:
    return frozenset((_HERE / file).read_text("utf-8").split())
