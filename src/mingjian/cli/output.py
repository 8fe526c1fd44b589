"""What a command prints: a table for people, or one JSON document with --json."""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer
from rich.console import Console
from rich.table import Table

from mingjian.kernel.problem import Language, Problem
from mingjian.kernel.verdict import CannotTell, Met, Verdict
from mingjian.policy.schema.base import Text

# In a file or a pipe there is no window to fit into.
WIDTH_WITHOUT_TERMINAL = 140
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON / print JSON")]
Row = Mapping[str, object]


def language() -> Language:
    """The language of what is printed: MINGJIAN_LANGUAGE, Chinese by default."""
    return "en" if os.environ.get("MINGJIAN_LANGUAGE", "zh").startswith("en") else "zh"


def say(zh: str, en: str) -> None:
    """Prints one sentence in the reader's language."""
    _console().print(pick(zh, en), highlight=False, soft_wrap=True)


def pick(zh: str, en: str) -> str:
    """The text in the reader's language."""
    return en if language() == "en" else zh


def in_language(text: Text) -> str:
    """A text of the packs in the reader's language."""
    return pick(text.zh, text.en)


def verdict_row(verdict: Verdict) -> Row:
    """A verdict as a line: met, not_met or cannot_tell, and why."""
    if isinstance(verdict, CannotTell):
        return {"verdict": "cannot_tell", "why": verdict.reason}
    why = verdict.facts.get("why", "")
    word = "met" if isinstance(verdict, Met) else "not_met"
    return {"verdict": word, "why": in_language(why) if isinstance(why, Text) else str(why)}


def show(value: object, *, as_json: bool, title: str = "") -> None:
    """Prints `value`: JSON, or a table of rows, or a list of names and values."""
    if as_json:
        print_json(value)
        return
    plain = to_plain(value)
    rows = plain if isinstance(plain, list) else None
    _console().print(_table(rows, title) if rows is not None else _pairs(plain, title))


def print_json(value: object) -> None:
    """Prints one JSON document on standard output."""
    json.dump(to_plain(value), sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def to_plain(value: Any) -> Any:
    """`value` in JSON's own types: dataclasses and models become objects, days ISO 8601."""
    if is_dataclass(value) and not isinstance(value, type):
        value = asdict(value)
    if hasattr(value, "model_dump"):
        value = value.model_dump(mode="json")
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, Sequence | set | frozenset) and not isinstance(value, str | bytes):
        return [to_plain(item) for item in value]
    return _scalar(value)


def tell_problem(problem: Problem, *, as_json: bool) -> None:
    """Prints what went wrong and the way out, on standard error."""
    if as_json:
        print_json(problem.document(language()))
        return
    console = Console(stderr=True, highlight=False)
    console.print(problem.sentence(language()), style="bold red")
    console.print(problem.way_out(language()))


def _console() -> Console:
    return Console(width=None if sys.stdout.isatty() else WIDTH_WITHOUT_TERMINAL)


def _scalar(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal | UUID | Path):
        return str(value)
    if isinstance(value, bytes):
        return value.hex()
    return value


def _table(rows: Sequence[Any], title: str) -> Table | str:
    if not rows:
        return pick("（没有内容）", "(nothing)")
    table = Table(title=title or None, title_justify="left")
    columns = list(rows[0]) if isinstance(rows[0], dict) else ["-"]
    for column in columns:
        table.add_column(str(column), overflow="fold")
    for row in rows:
        values = [row.get(column) for column in columns] if isinstance(row, dict) else [row]
        table.add_row(*map(_cell, values))
    return table


def _pairs(plain: Any, title: str) -> Table | str:
    if not isinstance(plain, dict):
        return str(plain)
    table = Table(title=title or None, title_justify="left", show_header=False)
    for key, value in plain.items():
        table.add_row(str(key), _cell(value))
    return table


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
