"""Which files the departments send, and how many rows each of them has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from mingjian.district.plan import Plan
from mingjian.district.population import Population
from mingjian.district.words import Department, FileKind, Quirk, departments
from mingjian.kernel.uscc_tables import SubjectClass
from mingjian.policy.schema.item import OWN

REGISTRAR = "zhenhai-market-regulation"
REGISTER = "market-entity"
LICENCE = "licence"
PENALTY = "penalty"
ABNORMAL = "abnormal-operations"

LARGEST_WORKBOOK = 100_000
_PENALTY_SHARE = 0.17
_ABNORMAL_SHARE = 0.05
_CURRENT_SHARE = 0.2
_AGAIN_SHARE = 0.1


class Part(StrEnum):
    """What a file is for. History is a file of its own: all of it lies past the time limit."""

    REGISTER = "register"
    HISTORY = "history"
    CURRENT = "current"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One file to be sent by a unit: `rows` rows of an item in a layout.

    `first_number`: running number of the first row's document. `department`: its words; None
    for register and abnormal operations. `repeats`: the earlier file from which an AGAIN file
    takes part of its rows.
    """

    unit: str
    item: str
    part: Part
    rows: int
    layout: str = OWN
    file: FileKind = "xlsx"
    quirks: frozenset[Quirk] = frozenset()
    first_number: int = 1
    department: Department | None = None
    repeats: "Delivery | None" = None

    @property
    def id(self) -> str:
        """Unit, item and part: the name of this file's draws."""
        return f"{self.unit}/{self.item}/{self.part}"


def deliveries(plan: Plan, population: Population) -> tuple[Delivery, ...]:
    """Return the files of a plan, the register first; files without a row are not sent."""
    abnormal = min(int(plan.records * _ABNORMAL_SHARE), population.counts[SubjectClass.ENTERPRISE])
    penalties = int(plan.records * _PENALTY_SHARE)
    licences = plan.records - abnormal - penalties
    register = Delivery(REGISTRAR, REGISTER, Part.REGISTER, population.market)
    files = (
        replace(register, quirks=frozenset({"dates"})),
        *_of(LICENCE, departments().licence, licences),
        *_of(PENALTY, departments().penalty, penalties),
        Delivery(REGISTRAR, ABNORMAL, Part.CURRENT, abnormal, quirks=frozenset({"title"})),
    )
    return tuple(_as_sent(file, plan) for file in files if file.rows)


def _of(item: str, senders: Sequence[Department], rows: int) -> Iterator[Delivery]:
    left, shares = rows, sum(d.share for d in senders)
    for department in senders:
        own = round(left * department.share / shares)
        yield from _parts(item, department, own)
        left, shares = left - own, shares - department.share


def _parts(item: str, department: Department, rows: int) -> Iterator[Delivery]:
    current = round(rows * _CURRENT_SHARE)
    again = round(current * _AGAIN_SHARE) if department.sends_again else 0
    sizes = {
        Part.HISTORY: rows - current,
        Part.CURRENT: current - again,
        Part.AGAIN: again,
    }
    number, before = 1, None
    for part, size in sizes.items():
        file = _file(item, part, size, department)
        file = replace(file, first_number=number, repeats=before if part is Part.AGAIN else None)
        yield file
        number, before = number + size, file


def _file(item: str, part: Part, rows: int, words: Department) -> Delivery:
    return Delivery(
        words.unit,
        item,
        part,
        rows,
        layout=words.layout,
        file=words.file,
        quirks=words.quirks,
        department=words,
    )


def _as_sent(file: Delivery, plan: Plan) -> Delivery:
    """Too large a workbook goes as csv; without dirt in workbooks only the true dates stay."""
    if file.rows > LARGEST_WORKBOOK and file.file == "xlsx":
        file = replace(file, file="csv-utf8")
    kept = file.quirks if plan.dirt.workbooks else file.quirks & {"dates"}
    return replace(file, quirks=kept if file.file == "xlsx" else frozenset())
