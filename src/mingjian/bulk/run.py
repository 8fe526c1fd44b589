"""Bulk work, from where it stands to its end.

A part is worked on, logged and kept in one transaction, so after a kill the next run goes on with
the parts that are missing, and nothing is done or counted twice.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import connections, transaction
from django.utils import timezone

from mingjian.accounts.acting import acting
from mingjian.accounts.actor import Actor
from mingjian.bulk.kind import Kind, Row
from mingjian.bulk.stage import FINAL, Stage
from mingjian.bulk.view import done_of
from mingjian.evidence.append import append
from mingjian.home.alone import alone
from mingjian.home.stumble import stumble
from mingjian.kernel.problem import Problem

Piece = TypeVar("Piece")


@dataclass(frozen=True, slots=True)
class Read(Generic[Piece]):
    """A file that was read: what the row counts of it by column, and its parts in their order.

    It is the same whenever it is read, or the parts of two runs would not fit together.
    """

    counts: Mapping[str, int]
    parts: Sequence[Piece]


class Worker(ABC, Generic[Row, Piece]):
    """Works on one kind; `at_once` parts side by side, each on a connection of its own."""

    kind: Kind[Row]

    def __init__(self, at_once: int = 1) -> None:
        self.at_once = at_once

    @abstractmethod
    def read(self, row: Row) -> Read[Piece]:
        """What is in the file. Raises: Problem, when it cannot be worked on."""

    @abstractmethod
    def take(self, row: Row, number: int, part: Piece, actor: Actor) -> None:
        """Work on a part and keep it under its number, in one transaction."""

    @abstractmethod
    def told(self, row: Row) -> Mapping[str, object]:
        """What the log says of its end, beside number and stage."""

    def run(self, number: int) -> None:
        """Take it to its end; another process that is at it already is left alone.

        A file that cannot be worked on ends as `failed` with its problem. What broke on our side is
        raised, so that the queue tries again, and ends as `failed` at the fifth time.
        """
        with alone(f"{self.kind.job}:{number}") as here:
            row = self.kind.table.objects.get(pk=number)
            if not here or row.stage in FINAL:
                return
            try:
                self._work(row)
            except Problem as problem:
                if self._stumbles(row, problem):
                    raise
            except Exception:
                self._stumbles(row, self.kind.broke())
                raise

    def _work(self, row: Row) -> None:
        read = self.read(row)
        for column, count in read.counts.items():
            setattr(row, column, count)
        row.stage = Stage.RUNNING
        row.save(update_fields=["stage", *read.counts])
        parts = self.kind.parts.objects.filter(**{self.kind.noun: row})
        done = set(parts.values_list("number", flat=True))
        self._take_all(row, [one for one in enumerate(read.parts) if one[0] not in done])
        left = done_of(self.kind, row) < getattr(row, self.kind.total)
        self._end(row, Stage.CANCELLED if left else Stage.DONE)

    def _take_all(self, row: Row, todo: Sequence[tuple[int, Piece]]) -> None:
        actor, waiting = acting(row.actor, row.unit_id), iter(todo)
        if self.at_once == 1:
            self._take_some(row, waiting, actor)
            return
        with ThreadPoolExecutor(self.at_once) as pool:
            side_by_side = [
                pool.submit(self._on_its_own, row, waiting, actor) for _ in range(self.at_once)
            ]
            for one in side_by_side:
                one.result()

    def _on_its_own(self, row: Row, waiting: Iterator[tuple[int, Piece]], actor: Actor) -> None:
        """Part after part on one connection, where their statement is planned once.

        When it breaks, the others go on: what they do need not be done again.
        """
        try:
            self._take_some(row, waiting, actor)
        finally:
            connections["default"].close()

    def _take_some(self, row: Row, waiting: Iterator[tuple[int, Piece]], actor: Actor) -> None:
        while not self._cancelled(row) and (one := next(waiting, None)) is not None:
            self.take(row, *one, actor)

    def _cancelled(self, row: Row) -> bool:
        asked = self.kind.table.objects.filter(pk=row.pk, cancel_requested_at__isnull=False)
        return asked.exists()

    def _stumbles(self, row: Row, problem: Problem) -> bool:
        return stumble(row, problem, lambda why: self._end(row, Stage.FAILED, why))

    @transaction.atomic
    def _end(self, row: Row, stage: Stage, problem: Problem | None = None) -> None:
        row.stage, row.finished_at = stage, timezone.now()
        row.problem = None if problem is None else problem.document()
        row.save(update_fields=["stage", "finished_at", "problem"])
        body = {self.kind.noun: row.pk, "stage": str(stage), **self.told(row)}
        append(f"{self.kind.event}.ended", actor=row.actor, body=body)
