"""What tells one filled form from another."""

from dataclasses import dataclass
from typing import TypeVar

from mingjian.bulk.answers.form import Filling
from mingjian.bulk.answers.table import Answers, AnswersPart
from mingjian.bulk.kind import Kind

Row = TypeVar("Row", bound=Answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormKind(Kind[Row]):
    """A kind of bulk work on a form, and how that is filled in."""

    parts: type[AnswersPart]
    filling: Filling
