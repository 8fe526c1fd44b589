"""Workbooks of service days as their units see them: how far each is, and asking one to stop."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import require
from mingjian.accounts.scope import narrow
from mingjian.effects.doubts import ANSWER, READ
from mingjian.effects.models import ServiceSheet, SheetPart
from mingjian.effects.service.problems import NoSuchSheet, SheetOver
from mingjian.effects.service.stage import FINAL, Stage
from mingjian.evidence.append import append

_COUNTS: Final = ("rows", "recorded", "corrected", "unchanged", "refusals")
_NOTHING: Final[Mapping[str, int]] = dict.fromkeys(_COUNTS, 0)


@dataclass(frozen=True, slots=True)
class SheetView:
    """A workbook of service days. `answers`: sound rows; `done`: of them worked on.

    `recorded`, `corrected`, `unchanged` count decisions; `bad` counts rows given back so far.
    """

    id: int
    unit: str
    actor: str
    filename: str
    stage: str
    rows: int
    answers: int
    done: int
    recorded: int
    corrected: int
    unchanged: int
    bad: int
    unfilled: int
    problem: dict[str, Any] | None
    received_at: datetime
    finished_at: datetime | None
    cancel_requested_at: datetime | None

    @property
    def finished(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.stage in FINAL


def sheet(actor: Actor, sheet_id: int) -> SheetView:
    """One workbook of the actor's units.

    Raises:
        NoSuchSheet: none that he may see.
    """
    return view_of(found(actor, sheet_id))


def sheets(actor: Actor, limit: int) -> list[SheetView]:
    """Those of his units, the newest first."""
    rows = list(_reach(actor).order_by("-pk")[:limit])
    counts = _counted([row.pk for row in rows])
    return [_view(row, counts.get(row.pk, _NOTHING)) for row in rows]


def found(actor: Actor, sheet_id: int) -> ServiceSheet:
    """The row. Raises as `sheet`."""
    row = _reach(actor).filter(pk=sheet_id).first()
    if row is None:
        raise NoSuchSheet(sheet=sheet_id)
    return row


@transaction.atomic
def cancel_sheet(actor: Actor, sheet_id: int) -> SheetView:
    """Ask for a stop: the part under way is the last one; what was recorded stays.

    Raises:
        NoSuchSheet: none that he may see.
        UnderRule: he may not answer for its unit.
        SheetOver: it has ended.
    """
    row = found(actor, sheet_id)
    require(actor, ANSWER, unit_id=row.unit_id)
    row = ServiceSheet.objects.select_for_update(no_key=True).get(pk=row.pk)
    if row.stage in FINAL:
        raise SheetOver(stage=Stage(row.stage).label)
    if row.cancel_requested_at is None:
        row.cancel_requested_at = timezone.now()
        row.save(update_fields=["cancel_requested_at"])
        append("services.cancel_requested", actor=actor.id, body={"sheet": row.pk})
    return view_of(row)


def view_of(row: ServiceSheet) -> SheetView:
    """The row as told."""
    return _view(row, _counted([row.pk]).get(row.pk, _NOTHING))


def _view(row: ServiceSheet, counts: Mapping[str, int]) -> SheetView:
    return SheetView(
        id=row.pk,
        unit=row.unit_id,
        actor=row.actor,
        filename=row.filename,
        stage=row.stage,
        rows=row.rows,
        answers=row.answers,
        done=counts["rows"],
        recorded=counts["recorded"],
        corrected=counts["corrected"],
        unchanged=counts["unchanged"],
        bad=row.bad + counts["refusals"],
        unfilled=row.unfilled,
        problem=row.problem,
        received_at=row.received_at,
        finished_at=row.finished_at,
        cancel_requested_at=row.cancel_requested_at,
    )


def _counted(sheets: Collection[int]) -> dict[int, Mapping[str, int]]:
    """The sums over the parts of each, in one statement; without a part it is left out."""
    parts = SheetPart.objects.filter(sheet__in=sheets).order_by().values("sheet_id")
    summed = parts.annotate(**{f"all_{name}": Sum(name) for name in _COUNTS})
    return {one["sheet_id"]: {name: one[f"all_{name}"] for name in _COUNTS} for one in summed}


def _reach(actor: Actor) -> "QuerySet[ServiceSheet]":
    return narrow(ServiceSheet.objects.all(), actor, READ, "unit_id")
