"""The pages of a filled form: what became of its rows, and what to do about those given back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from django.utils.translation import gettext as now

from mingjian.accounts.actor import Actor
from mingjian.bulk.answers.kind import FormKind
from mingjian.bulk.answers.view import SheetView, sheet
from mingjian.kernel.problem import Language
from mingjian.web.bulk import Pages, Said
from mingjian.web.screens.home import Tile


@dataclass(frozen=True, kw_only=True)
class FormPages(Pages[SheetView]):
    """The words of a form, beside those of all bulk work.

    `left` says how many rows were not taken; `again`: what to do about them; `stays`:
    what a stop left; `recorded`, `same`: what was taken, and what was known already.
    """

    outcome: ClassVar[str] = "bulk/form_outcome.html"

    kind: FormKind[Any]
    left: Callable[[int], str]
    again: Said
    stays: Said
    recorded: Said
    same: Said

    def view(self, actor: Actor, number: int) -> SheetView:
        """The form as it is told."""
        return sheet(self.kind, actor, number)

    def result(self, row: Any, language: Language) -> Path:
        """The sender's own workbook, with what was not taken in red."""
        from mingjian.bulk.answers.returned import returned  # noqa: PLC0415 - the engine comes with the first workbook, not with the server

        return returned(self.kind, row, language)

    def tiles(self, work: SheetView) -> list[Tile]:
        """What became of what was reported; of the rows that were given back or not filled in."""
        if work.stage == "failed" or not (work.done or work.bad or work.finished):
            return []
        return [
            Tile(str(self.recorded), work.recorded, "", "good" if work.recorded else ""),
            Tile(now("更正"), work.corrected, "", ""),
            Tile(str(self.same), work.unchanged, "", ""),
            Tile(now("退回行"), work.bad, "", "bad" if work.bad else ""),
            Tile(now("未填写行"), work.unfilled, "", ""),
        ]

    def more(self, work: SheetView) -> Mapping[str, object]:
        """How many rows wait for their sender."""
        return {"left": self.left(work.bad)}
