"""Filled forms as their units see them: how far each is, and what became of its rows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Sum

from mingjian.accounts.actor import Actor
from mingjian.bulk import view
from mingjian.bulk.answers.kind import FormKind, Row
from mingjian.bulk.answers.table import Answers

_COUNTS: Final = ("rows", "recorded", "corrected", "unchanged", "refusals")
_NOTHING: Final[Mapping[str, int]] = dict.fromkeys(_COUNTS, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetView(view.WorkView):
    """A filled form. `answers`: sound rows; `done`: of them worked on.

    `recorded`, `corrected`, `unchanged` count what is reported; `bad` rows given back so far.
    """

    answers: int
    recorded: int
    corrected: int
    unchanged: int
    unfilled: int


def sheet(kind: FormKind[Row], actor: Actor, number: int) -> SheetView:
    """One of the actor's units.

    Raises:
        NotFound: as the kind says it: none that he may see.
    """
    return view_of(kind, view.found(kind, actor, number))


def sheets(kind: FormKind[Row], actor: Actor, limit: int) -> list[SheetView]:
    """Those of his units, the newest first."""
    rows = list(view.reach(kind, actor)[:limit])
    counts = _counted(kind, [row.pk for row in rows])
    return [_view(row, counts.get(row.pk, _NOTHING)) for row in rows]


def cancel_sheet(kind: FormKind[Row], actor: Actor, number: int) -> SheetView:
    """Ask for a stop. Raises as `bulk.view.cancel`."""
    return view_of(kind, view.cancel(kind, actor, number))


def view_of(kind: FormKind[Row], row: Row) -> SheetView:
    """The row as told."""
    return _view(row, _counted(kind, [row.pk]).get(row.pk, _NOTHING))


def _view(row: Answers, counts: Mapping[str, int]) -> SheetView:
    return SheetView(
        **view.plain(row),
        answers=row.answers,
        done=counts["rows"],
        recorded=counts["recorded"],
        corrected=counts["corrected"],
        unchanged=counts["unchanged"],
        bad=row.bad + counts["refusals"],
        unfilled=row.unfilled,
    )


def _counted(kind: FormKind[Row], sheets: Collection[int]) -> dict[int, Mapping[str, int]]:
    """The sums over the parts of each, in one statement; without a part it is left out."""
    number = f"{kind.noun}_id"
    parts = kind.parts.objects.filter(**{f"{number}__in": sheets}).order_by().values(number)
    summed = parts.annotate(**{f"all_{name}": Sum(name) for name in _COUNTS})
    return {one[number]: {name: one[f"all_{name}"] for name in _COUNTS} for one in summed}
