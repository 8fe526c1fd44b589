"""What was said of codes: the codes of a subject, their history, and which wait to be settled."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, OuterRef, Subquery

from mingjian.registry.flags import RETURNED
from mingjian.registry.models import CodeFlag, CodeMark, NameUse, SubjectCode, SubjectName


@dataclass(frozen=True, slots=True)
class CodeView:
    """A code of a subject and what is known of it."""

    code: str
    flag: str

    @property
    def returned(self) -> bool:
        """Whether it was returned as double or faulty, and is not settled yet."""
        return self.flag in RETURNED


@dataclass(frozen=True, slots=True)
class MarkView:
    """What was said of a code: which it became, on what document, who wrote it and when.

    `replaced_by` is empty unless another code took its place.
    """

    code: str
    flag: str
    on: date
    basis: str
    reason: str
    replaced_by: str
    actor: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReturnedCode:
    """A returned code that waits to be settled; what is not known of its return is empty."""

    code: str
    name: str
    division: str
    flag: str
    on: date | None
    basis: str
    reason: str


def codes_of(subject_id: int) -> tuple[CodeView, ...]:
    """Every code of the subject, those in use first."""
    found = SubjectCode.objects.filter(subject_id=subject_id)
    rows = found.order_by("code").values_list("code", "flag")
    return tuple(sorted((CodeView(*row) for row in rows), key=lambda one: one.flag != "in_use"))


def marks_of(subject_id: int) -> tuple[MarkView, ...]:
    """What was said of the subject's codes, the last first."""
    rows = CodeMark.objects.filter(code__subject_id=subject_id).order_by("-id")
    return tuple(
        MarkView(
            *(one.code_id, one.flag, one.on, one.basis, one.reason),
            *(one.replaced_by_id or "", one.actor, one.at),
        )
        for one in rows
    )


def returned_codes() -> list[ReturnedCode]:
    """The codes that were returned and wait to be settled, by code; in one query."""
    last = CodeMark.objects.filter(code=OuterRef("pk"), flag=OuterRef("flag")).order_by("-id")
    name = SubjectName.objects.filter(subject=OuterRef("subject"), use=NameUse.CURRENT)
    rows = SubjectCode.objects.filter(flag__in=[CodeFlag.DUPLICATE, CodeFlag.FAULTY]).annotate(
        name=Subquery(name.values("name")[:1]),
        division=F("subject__division"),
        **{
            f"last_{field}": Subquery(last.values(field)[:1]) for field in ("on", "basis", "reason")
        },
    )
    told = rows.order_by("code").values_list(
        *("code", "name", "division", "flag", "last_on", "last_basis", "last_reason")
    )
    return [
        ReturnedCode(code, name or "", division, flag, on, basis or "", reason or "")
        for code, name, division, flag, on, basis, reason in told
    ]
