"""What tells one kind of bulk work from another, for whoever sends, follows or stops it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from mingjian.bulk.table import Part, Work
from mingjian.kernel.problem import Conflict, NotFound, Problem

Row = TypeVar("Row", bound=Work)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[Row]):
    """A kind of bulk work: its tables, its names, who sees it, and what can go wrong.

    `job` names its lock and its jobs, `noun` its number in them, in the log, and in its parts;
    `event` begins the names of its log entries. `total` is the column of how much there is to work
    on, `size` that of how much of it a part holds. `reads` and `stops` are the rights to see and to
    stop one; `folder` holds its results, under the database's folder of work.
    """

    table: type[Row]
    parts: type[Part]
    job: str
    queue: str
    noun: str
    event: str
    total: str
    size: str
    reads: str
    stops: str
    folder: str
    no_such: type[NotFound]
    over: type[Conflict]
    not_done: type[Conflict]
    broke: type[Problem]
