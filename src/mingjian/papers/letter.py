"""A paper in the form in which it is printed, as data; web renders it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, Final

import yaml

from mingjian.kernel.problem import NotFound
from mingjian.papers.views import PaperView
from mingjian.policy.standing import policies

_FILE: Final = Path(__file__).with_name("letters.yaml")


@dataclass(frozen=True, slots=True)
class Letter:
    """Heading (who writes), number, title, paragraphs, signature and date; texts in Chinese."""

    heading: str
    number: str
    title: str
    paragraphs: tuple[str, ...]
    signature: str
    date: str


def letter(paper: PaperView) -> Letter:
    """The letter of a paper. A file has no paragraphs but its name: the file is the paper.

    A sentence of the kind's form is written when all facts that it tells are there.
    """
    body = _written(paper.kind, paper.facts) if not paper.filename else (paper.filename,)
    signed = paper.signed_on
    return Letter(
        heading=_unit(paper.unit_id),
        number=paper.number,
        title=paper.title,
        paragraphs=body,
        signature=paper.signed_by,
        date=f"{signed.year}年{signed.month}月{signed.day}日" if signed else "",
    )


def _written(kind: str, facts: Mapping[str, Any]) -> tuple[str, ...]:
    told = {name: _plain(value) for name, value in facts.items() if value not in (None, "", [])}
    sentences = [form.format_map(told) for form in _forms()[kind] if _names(form) <= told.keys()]
    more = facts.get("paragraphs", ())
    return (*sentences, *map(str, more if isinstance(more, list | tuple) else (more,)))


def _names(form: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(form) if name}


def _plain(value: object) -> str:
    return "；".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


@cache
def _forms() -> dict[str, list[str]]:
    forms: dict[str, list[str]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return forms


def _unit(unit_id: str) -> str:
    """A unit that the packs no longer know keeps its id for a name."""
    try:
        return policies().unit(unit_id).name.zh if unit_id else ""
    except NotFound:
        return unit_id
