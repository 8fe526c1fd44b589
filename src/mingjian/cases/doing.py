"""What somebody brings along to a step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Capacity = Literal["representative", "agent"]


@dataclass(frozen=True, slots=True)
class Counter:
    """Somebody came to the counter for the subject, and an official enters what he handed in.

    `capacity`: the legal representative, or an agent. `proof`: the number of the signed paper,
    kept as a file. Who came stands on it: no name of a person goes into steps or log.
    """

    capacity: Capacity
    proof: int


@dataclass(frozen=True, slots=True)
class Doing:
    """The facts a step asks for, the numbers of the papers handed in, the reason.

    `channel` and `email`: how the notices to the subject go (inbox, email, print). `counter`: the
    subject's own step is entered for it by an official.
    """

    facts: Mapping[str, object] = field(default_factory=dict)
    papers: tuple[int, ...] = ()
    reason: str = ""
    channel: str = "inbox"
    email: str = ""
    counter: Counter | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """A case to be opened. `step` empty: the one opening step of the procedure.

    `about_id`: a list's id, or the number of the record, adverse information, entry, measure or
    subject. `parent`: the number of the case whose decision this one is about.
    """

    procedure: str
    subject_id: int
    unit_id: str
    about: str
    about_id: str
    step: str = ""
    parent: int | None = None
    doing: Doing = field(default_factory=Doing)
