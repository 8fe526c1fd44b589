"""The work on a batch check, from where it stands to its end.

A part is answered, logged and kept in one transaction, so after a kill the next run goes on with
the parts that are missing, and nobody is asked about twice.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from django.db import connections
from django.utils import timezone

from mingjian.accounts.acting import acting
from mingjian.accounts.actor import Actor
from mingjian.checks.batch.part import answer_part
from mingjian.checks.batch.problems import BatchBroke
from mingjian.checks.batch.sheet import read_sheet
from mingjian.checks.batch.stage import FINAL, Stage
from mingjian.checks.models import Batch
from mingjian.evidence.append import append
from mingjian.home.alone import alone
from mingjian.home.stumble import stumble
from mingjian.intake.store import path_of
from mingjian.kernel.problem import Problem

PART: Final = 1_000
AT_ONCE: Final = 2
Todo = tuple[int, Sequence[str]]


def run_batch(batch_id: int) -> None:
    """Take a batch to its end; another process that is at it already is left alone.

    A file that cannot be checked ends as `failed` with its problem. What broke on our side is
    raised, so that the queue tries again, and ends as `failed` at the fifth time.
    """
    with alone(f"checks.batch:{batch_id}") as here:
        batch = Batch.objects.get(pk=batch_id)
        if not here or batch.stage in FINAL:
            return
        try:
            _work(batch)
        except Problem as problem:
            if _stumbles(batch, problem):
                raise
        except Exception:
            _stumbles(batch, BatchBroke())
            raise


def _work(batch: Batch) -> None:
    sheet = read_sheet(path_of(batch.sha256), batch.kind)
    subjects = sheet.subjects
    batch.rows, batch.subjects, batch.bad = sheet.filled, len(subjects), sheet.bad
    batch.stage = Stage.RUNNING
    batch.save(update_fields=["rows", "subjects", "bad", "stage"])
    done = set(batch.parts.values_list("number", flat=True))
    todo = [(n, codes) for n, codes in enumerate(_parts(subjects)) if n not in done]
    finished = _answer(batch, todo)
    _end(batch, Stage.DONE if finished else Stage.CANCELLED)


def _parts(codes: list[str]) -> Iterator[Sequence[str]]:
    return (codes[start : start + PART] for start in range(0, len(codes), PART))


def _answer(batch: Batch, todo: list[Todo]) -> bool:
    """Answer the parts, some at once; False: somebody asked to stop."""
    actor, waiting = acting(batch.actor, batch.unit_id), iter(todo)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for one in [pool.submit(_answer_some, batch, waiting, actor) for _ in range(AT_ONCE)]:
            one.result()
    return not _left(batch)


def _answer_some(batch: Batch, waiting: Iterator[Todo], actor: Actor) -> None:
    """Part after part on one connection: the statement is planned there once, at a fifth of a part.

    When it breaks, the others go on: what they answer need not be asked again.
    """
    try:
        while not _cancelled(batch) and (one := next(waiting, None)) is not None:
            answer_part(batch, *one, actor)
    finally:
        connections["default"].close()


def _left(batch: Batch) -> bool:
    return sum(batch.parts.values_list("subjects", flat=True)) < batch.subjects


def _cancelled(batch: Batch) -> bool:
    return Batch.objects.filter(pk=batch.pk, cancel_requested_at__isnull=False).exists()


def _stumbles(batch: Batch, problem: Problem) -> bool:
    return stumble(batch, problem, lambda why: _end(batch, Stage.FAILED, why))


def _end(batch: Batch, stage: Stage, problem: Problem | None = None) -> None:
    batch.stage, batch.finished_at = stage, timezone.now()
    batch.problem = None if problem is None else problem.document()
    batch.save(update_fields=["stage", "finished_at", "problem"])
    body = {"batch": batch.pk, "stage": str(stage), "subjects": batch.subjects}
    append("batch.ended", actor=batch.actor, body=body)
