"""The words that stand in a batch's workbook, in two languages."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any, Final

from mingjian.checks.batch.codes import LOST
from mingjian.checks.batch.results import Kind, Result
from mingjian.checks.labels import label_of
from mingjian.checks.problems import InvalidCode
from mingjian.kernel.problem import Language

HEADERS: Final = (
    ("核查结果", "Result"),
    ("主体名称", "Name"),
    ("名单", "Lists"),
    ("不良信息", "Adverse information"),
    ("措施", "Measures"),
    ("依据条文", "Articles"),
    ("止日", "Ends"),
    ("异议或疑问", "Disputed"),
    ("回执号", "Receipt"),
)
QUIET: Final = ("无现行名单、不良信息和措施", "no list entry, adverse information or measure")
FORCE: Final = ("有现行效果", "something is in force")
SHIELDED: Final = ("暂时屏蔽", "shielded")
UNKNOWN: Final = ("平台不知此代码", "nobody knows this code")
REFUSED: Final = ("无权核查", "no right to check")
BAD: Final = ("代码无效", "not a valid code")
VERDICTS: Final[dict[Kind, tuple[str, str]]] = {
    "force": FORCE,
    "nothing": QUIET,
    "shielded": SHIELDED,
    "unknown": UNKNOWN,
    "refused": REFUSED,
}
DISPUTED: Final = ("有", "yes")
Named = Callable[[str, str], str]
"""The name of a list or a measure by its kind and code."""
_LOST: Final = ("按数字存放，后几位已丢失", "stored as a number: its last digits are lost")


def say(text: tuple[str, str], language: Language) -> str:
    """One of the two."""
    return text[0] if language == "zh" else text[1]


def verdict(one: Result, language: Language) -> str:
    """What came of the question, in words."""
    return say(VERDICTS[one.kind], language)


def namer(language: Language) -> Named:
    """Names lists and measures, each looked up once: for the rows of one workbook."""

    @cache
    def named(kind: str, code: str) -> str:
        return label_of(kind, code)[language]

    return named


def cells(one: Result, language: Language, named: Named) -> tuple[str, ...]:
    """The cells of an answered code, in the order of the headers."""
    if one.outcome != "answered" or one.quiet:
        marked = say(DISPUTED, language) if one.disputed else ""
        return (verdict(one, language), one.name, "", "", "", "", "", marked, one.receipt)
    entries, adverse, measures = (_things(x) for x in (one.entries, one.adverse, one.measures))
    return (
        verdict(one, language),
        one.name,
        _joined(named("list", entry["list"]) for entry in entries),
        _joined(f"{row['decision']}" for row in adverse),
        _joined(named("measure", row["id"]) for row in measures),
        _joined(f"{row['law']} {row['article']}" for row in (*entries, *measures)),
        _joined(_end(row, language) for row in (*entries, *adverse, *measures)),
        say(DISPUTED, language) if one.disputed else "",
        one.receipt,
    )


def bad_cells(given: str, fault: str, language: Language) -> tuple[str, ...]:
    """The cells of a row whose code cannot be one: the code and what is wrong with it."""
    why = say(_LOST, language) if fault == LOST else _sentence(given, fault, language)
    return (f"{say(BAD, language)}：{why}", *[""] * (len(HEADERS) - 1))


def _sentence(given: str, fault: str, language: Language) -> str:
    return InvalidCode(given=given[:40], fault=fault).sentence(language)


def _things(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(f"[{text}]")
    return found


def _end(row: dict[str, Any], language: Language) -> str:
    """The last day is the one before; a term without an end says what ends it."""
    until = row.get("until")
    if until is not None:
        return str(until)
    condition = row.get("until_when")
    return str(condition[language]) if condition else ""


def _joined(parts: Any) -> str:
    return "；".join(dict.fromkeys(part for part in parts if part))
