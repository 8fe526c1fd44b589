"""The work on a workbook of service days, from where it stands to its end.

A part is recorded, logged and counted in one transaction, so after a kill the next run goes on with
the parts that are missing, and nothing is recorded or counted twice.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from mingjian.accounts.acting import acting
from mingjian.accounts.actor import Actor
from mingjian.effects.models import ServiceSheet, SheetPart
from mingjian.effects.penalty import NUMBER
from mingjian.effects.service.answer import AT_ONCE, counted
from mingjian.effects.service.by_number import answer_by_number
from mingjian.effects.service.problems import SheetBroke
from mingjian.effects.service.rows import Numbered, read_sheet
from mingjian.effects.service.sheet import said_of
from mingjian.effects.service.sheets import view_of
from mingjian.effects.service.stage import FINAL, Stage
from mingjian.evidence.append import append
from mingjian.home.alone import alone
from mingjian.home.stumble import stumble
from mingjian.kernel.problem import Problem

Part = Sequence[Numbered]
COUNTS: Final = ("recorded", "corrected", "unchanged")


def run_sheet(sheet_id: int) -> None:
    """Take a workbook to its end; another process that is at it already is left alone.

    A file that cannot be read ends as `failed` with its problem. What broke on our side is raised,
    so that the queue tries again, and ends as `failed` at the fifth time.
    """
    with alone(f"effects.sheet:{sheet_id}") as here:
        row = ServiceSheet.objects.get(pk=sheet_id)
        if not here or row.stage in FINAL:
            return
        try:
            _work(row)
        except Problem as problem:
            if _stumbles(row, problem):
                raise
        except Exception:
            _stumbles(row, SheetBroke())
            raise


def parts_of(rows: Sequence[Numbered], most: int) -> list[list[Numbered]]:
    """The rows in parts of about `most`; rows of one document number stay together.

    So a decision that is said twice, and differently, is seen as such.
    """
    groups: dict[str, list[Numbered]] = {}
    for one in rows:
        groups.setdefault(str(one[1][NUMBER]), []).append(one)
    parts: list[list[Numbered]] = []
    for group in groups.values():
        if not parts or len(parts[-1]) + len(group) > most:
            parts.append([])
        parts[-1].extend(group)
    return parts


def _work(row: ServiceSheet) -> None:
    read = read_sheet(row)
    row.rows, row.answers, row.unfilled = read.report.rows, len(read.good), read.left
    row.bad, row.stage = len(read.bad), Stage.RUNNING
    row.save(update_fields=["rows", "answers", "unfilled", "bad", "stage"])
    actor = acting(row.actor, row.unit_id)
    done = set(row.parts.values_list("number", flat=True))
    for number, part in enumerate(parts_of(read.good, AT_ONCE)):
        if _cancelled(row):
            break
        if number not in done:
            _record(row, number, part, actor)
    left = row.answers - view_of(row).done
    _end(row, Stage.CANCELLED if left else Stage.DONE)


@transaction.atomic
def _record(row: ServiceSheet, number: int, part: Part, actor: Actor) -> None:
    outcomes = answer_by_number(actor, row.unit_id, [said_of(one) for _, one in part])
    counts = counted(outcomes)
    SheetPart.objects.create(
        sheet=row,
        number=number,
        rows=len(part),
        refused=[
            (row_no, one.document())
            for (row_no, _), one in zip(part, outcomes, strict=True)
            if isinstance(one, Problem)
        ],
        **{name: counts[name] for name in COUNTS},
    )


def _cancelled(row: ServiceSheet) -> bool:
    return ServiceSheet.objects.filter(pk=row.pk, cancel_requested_at__isnull=False).exists()


def _stumbles(row: ServiceSheet, problem: Problem) -> bool:
    return stumble(row, problem, lambda why: _end(row, Stage.FAILED, why.document()))


@transaction.atomic
def _end(row: ServiceSheet, stage: Stage, problem: Mapping[str, Any] | None = None) -> None:
    row.stage, row.finished_at, row.problem = stage, timezone.now(), problem
    row.save(update_fields=["stage", "finished_at", "problem"])
    told = view_of(row)
    body: dict[str, object] = {"sheet": row.pk, "stage": str(stage), "unit": row.unit_id}
    body |= {name: getattr(told, name) for name in (*COUNTS, "bad")}
    append("services.ended", actor=row.actor, body=body)
