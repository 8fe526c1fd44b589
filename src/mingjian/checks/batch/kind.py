"""Batch checks as a kind of bulk work."""

from typing import Final

from mingjian.bulk.kind import Kind
from mingjian.checks.batch.problems import BatchBroke, BatchNotDone, BatchOver, NoSuchBatch
from mingjian.checks.models import Batch, Part

BATCHES: Final = Kind(
    table=Batch,
    parts=Part,
    job="checks.batch",
    queue="checks",
    noun="batch",
    event="batch",
    total="subjects",
    size="subjects",
    reads="check.ask",
    stops="check.ask",
    folder="batches",
    no_such=NoSuchBatch,
    over=BatchOver,
    not_done=BatchNotDone,
    broke=BatchBroke,
)
