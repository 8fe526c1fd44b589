"""The words of the district, read once from `words/*.yaml`: names, trades, departments, files."""

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from mingjian.kernel.uscc_tables import SubjectClass

_FOLDER = Path(__file__).parent / "words"

Quirk = Literal["title", "notes", "blank", "merged", "hidden", "formula", "dates"]
FileKind = Literal["xlsx", "csv-utf8", "csv-bom", "csv-gb18030"]


class _Words(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Industry(_Words):
    """A division of GB/T 4754: its share of market entities, the trades in names.

    `works`: its enterprises make things and may be called 厂.
    """

    code: str
    name: str
    share: float
    firm: tuple[str, ...]
    shop: tuple[str, ...]
    works: bool = False


class Brands(_Words):
    """Characters of brand words, by position; no character of `third` begins a trade."""

    first: str
    second: str
    third: str


class Names(_Words):
    """Everything a made-up name is put together from."""

    places: tuple[str, ...]
    brands: Brands
    industries: tuple[Industry, ...]
    others: dict[SubjectClass, tuple[str, ...]]
    forms: dict[SubjectClass, dict[str, float]]
    works: dict[str, float]


class LicenceKind(_Words):
    """One licence a department gives; `years` 0: without end."""

    title: str
    certificate: str
    prefix: str
    class_: str = Field(alias="class")
    years: int
    content: str


class PenaltyKind(_Words):
    """One violation a department punishes."""

    type: str
    facts: str
    basis: str


class Department(_Words):
    """What a department sends of one item: how much of all, in which layout and look.

    `number`: style of document numbers. `sends_again`: a second file repeats rows of the first.
    """

    unit: str
    share: float
    layout: str
    file: FileKind
    quirks: frozenset[Quirk]
    number: str
    sends_again: bool = False


class Licensing(Department):
    """A department that licenses."""

    kinds: tuple[LicenceKind, ...]


class Penalising(Department):
    """A department that punishes."""

    kinds: tuple[PenaltyKind, ...]


class Departments(_Words):
    """Who sends what, largest first."""

    licence: tuple[Licensing, ...]
    penalty: tuple[Penalising, ...]


@cache
def names() -> Names:
    """Return the words of names."""
    return Names.model_validate(_read("names.yaml"))


@cache
def departments() -> Departments:
    """Return who sends what."""
    return Departments.model_validate(_read("departments.yaml"))


def _read(name: str) -> object:
    return yaml.safe_load((_FOLDER / name).read_text(encoding="utf-8"))
