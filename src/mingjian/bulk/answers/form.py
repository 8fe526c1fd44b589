"""A form of the house: an item with fields and code lists, as any other workbook is read by."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from mingjian.kernel.problem import InvalidInput, Language
from mingjian.policy.schema import CatalogueItem, CodeList
from mingjian.policy.schema.base import Strict

MOST: Final = 5_000
"""Rows of a form that are taken at once."""


class Form(Strict):
    """The item that describes the workbook, and the lists of its drop-downs."""

    item: CatalogueItem
    lists: tuple[CodeList, ...]

    @property
    def codes(self) -> dict[str, CodeList]:
        """The lists by their ids."""
        return {one.id: one for one in self.lists}

    @classmethod
    def read(cls, file: Path, **more: object) -> "Form":
        """The form as its file describes it, and what only the code knows."""
        return cls.model_validate({**yaml.safe_load(file.read_text(encoding="utf-8")), **more})

    def titles(self, language: Language) -> dict[str, str]:
        """What the columns are called, by name."""
        fields = self.item.fields
        return {one.name: one.title.zh if language == "zh" else one.title.en for one in fields}


@dataclass(frozen=True, slots=True)
class Filling:
    """How a form is filled in.

    `filled`: the columns for the sender; a row with none of them is not answered (yet). `key`: the
    column that says what a row is about, `same` how that is read, however it was typed. `places`:
    the column of a problem, by its place; all others stand at the key.
    """

    form: Callable[[], Form]
    key: str
    filled: tuple[str, ...]
    places: Mapping[str, str]
    too_many: type[InvalidInput]
    same: Callable[[str], str] = str
