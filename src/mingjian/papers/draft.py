"""What a paper is made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from mingjian.policy.schema.procedure import PaperKind


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper before it has its number. `number` None: the platform draws one.

    `unit_id` empty: the subject's own paper. `facts`: what the letter of this kind tells, values
    of JSON; empty for a file. `actor` stands in the log.
    """

    kind: PaperKind
    title: str
    actor: str
    unit_id: str = ""
    subject_id: int | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    number: str | None = None
    signed_by: str = ""
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who gets a notice: a subject or a unit, exactly one. `email` for the channel of that name.

    `answers`: the unit must say that it carried out what it is told.
    """

    subject_id: int | None = None
    unit_id: str | None = None
    email: str = ""
    answers: bool = False
