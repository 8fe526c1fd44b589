"""The six parts without which nothing is held against anybody (law 2), as a type."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from mingjian.effects.problems import PartMissing
from mingjian.kernel.period import Period
from mingjian.policy.schema.base import Text

PARTS: Final[dict[str, Text]] = {
    "basis": Text(zh="法律依据（法律、条文、文本版本）", en="basis (law, article, text version)"),
    "decision": Text(zh="决定书", en="decision document"),
    "notice": Text(zh="告知的送达回证", en="proof of service of the notice"),
    "term": Text(zh="期限", en="term"),
    "exit": Text(zh="退出条件", en="exit condition"),
    "remedy": Text(zh="救济途径", en="remedy"),
}


@dataclass(frozen=True, slots=True)
class Article:
    """What it rests on: law, article, and the version of the text that was read.

    Raises:
        PartMissing: one of them is blank.
    """

    law: str
    article: str
    text_version: str

    def __post_init__(self) -> None:
        if not all(_says(part) for part in (self.law, self.article, self.text_version)):
            raise _missing("basis")


@dataclass(frozen=True, slots=True)
class Term:
    """From `start` up to but without `end`; with no end, until the condition `until` is met.

    Raises:
        PartMissing: there is neither an end nor a condition.
        EmptyPeriod: the end is not after the start.
    """

    start: date
    end: date | None = None
    until: Text | None = None

    def __post_init__(self) -> None:
        Period(self.start, self.end)
        if self.end is None and not _both(self.until):
            raise _missing("term")


@dataclass(frozen=True, slots=True)
class SixParts:
    """Article, decision, notice, term, exit, remedy: it cannot be built without one of them.

    `decision` is the number of a signed paper, `notice` that of a proof of service.

    Raises:
        PartMissing: one of them is missing or blank.
    """

    basis: Article
    decision: int
    notice: int
    term: Term
    exit: Text
    remedy: Text

    def __post_init__(self) -> None:
        held = {
            "basis": isinstance(self.basis, Article),
            "decision": _number(self.decision),
            "notice": _number(self.notice),
            "term": isinstance(self.term, Term),
            "exit": _both(self.exit),
            "remedy": _both(self.remedy),
        }
        for part, there in held.items():
            if not there:
                raise _missing(part)


def _missing(part: str) -> PartMissing:
    return PartMissing(part=part, part_zh=PARTS[part].zh, part_en=PARTS[part].en)


def _says(text: object) -> bool:
    return isinstance(text, str) and bool(text.strip())


def _both(text: object) -> bool:
    return isinstance(text, Text) and _says(text.zh) and _says(text.en)


def _number(given: object) -> bool:
    return isinstance(given, int) and not isinstance(given, bool) and given > 0
