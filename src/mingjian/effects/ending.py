"""Write the end of a row: once, with its reason, and in the log."""

from typing import TypeVar

from django.db.models import QuerySet
from django.utils import timezone

from mingjian.effects.models.effect import Ending
from mingjian.effects.problems import AlreadyOver, NoSuchEffect
from mingjian.effects.refusals import told
from mingjian.effects.target import End
from mingjian.evidence.append import append

Row = TypeVar("Row", bound=Ending)


def ended(rows: "QuerySet[Row]", end: End, *, kind: str) -> Row:
    """End the one row of `rows`, log it as `kind`, and return it as it now stands.

    Raises:
        NoSuchEffect: there is none.
        AlreadyOver: it ended before.
        GateShut: the end lacks a reason or a basis, or its paper is not there.
        LogUnavailable: nothing ended.
    """
    row = rows.select_for_update().first()
    if row is None:
        raise NoSuchEffect(what=kind)
    if row.ended_on is not None:
        raise AlreadyOver(what=str(row.pk))
    _write(row, end)
    body: dict[str, object] = {"id": row.pk, "on": end.on.isoformat(), "why": end.why}
    body |= {"basis": end.basis, "case": end.case_id, "paper": end.paper_id}
    append(kind, actor=end.actor, body=body, subject_id=_about(row))
    return row


def end_all(rows: "QuerySet[Row]", end: End, *, kind: str) -> list[Row]:
    """End each of `rows` that has not ended; returns them. Raises as `ended`."""
    open_rows = rows.filter(ended_on=None).order_by("pk").values_list("pk", flat=True)
    return [ended(rows.filter(pk=number), end, kind=kind) for number in open_rows]


def _write(row: Ending, end: End) -> None:
    row.ended_on, row.ended_why, row.ended_basis = end.on, end.why, end.basis
    row.ended_by, row.ended_at = end.actor, timezone.now()
    row.ended_case_id, row.ended_paper_id = end.case_id, end.paper_id
    with told():
        row.save(update_fields=[name for name in _COLUMNS if hasattr(row, name)])


def _about(row: Ending) -> int:
    return int(row.subject_id)  # type: ignore[attr-defined]  # each table of endings has it


_COLUMNS = (
    "ended_on",
    "ended_why",
    "ended_basis",
    "ended_by",
    "ended_at",
    "ended_case_id",
    "ended_paper_id",
)
