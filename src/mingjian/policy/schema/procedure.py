"""A procedure as data: states, steps, papers, clocks, notices, and what silence means."""

from typing import Literal

from pydantic import Field as Property
from pydantic import model_validator

from mingjian.policy.schema.base import Basis, Dated, Slug, Sourced, Strict, Text

ProcedureKind = Literal[
    "determination",
    "withdrawal",
    "objection",
    "review",
    "repair",
    "rectification",
    "interview",
    "exit",
    "shielding",
    "recognition",
    "removal",
]
About = Literal["list", "record", "adverse", "entry", "measure", "subject"]
Party = Literal["unit", "head", "office", "reviewer", "subject", "system"]
Outcome = Literal["favourable", "adverse", "neutral"]
PaperKind = Literal[
    "evidence",
    "prior_notice",
    "statement",
    "hearing_record",
    "decision",
    "report",
    "repair_notice",
    "application",
    "pledge",
    "proof",
    "rectification_order",
    "interview_record",
    "ruling",
    "reply",
    "missing_papers",
    "training_certificate",
    "withdrawal_notice",
    "correction_notice",
]
EffectName = Literal[
    "enter_list",
    "leave_list",
    "publish",
    "withdraw_record",
    "correct_record",
    "mark_disputed",
    "settle_dispute",
    "repair",
    "refuse_repair",
    "shield",
    "unshield",
]
ConditionName = Literal["no_black_list", "decided_here", "decided_elsewhere"]
AskType = Literal["text", "date", "integer", "choice", "list", "law"]


class State(Strict):
    """Where a case can stand. `end`: nothing follows; its outcome is seen from the subject."""

    id: str = Slug
    name: Text
    end: Outcome | None = None


class Ask(Strict):
    """A fact a step asks for beside its papers. `choices`: value -> name, for type choice."""

    name: str = Property(pattern=r"^[a-z][a-z0-9_]*$")
    title: Text
    type: AskType = "text"
    required: bool = True
    choices: dict[str, Text] = Property(default_factory=dict)

    @model_validator(mode="after")
    def _choices(self) -> "Ask":
        if (self.type == "choice") != bool(self.choices):
            raise ValueError("a choice has choices, and nothing else has")
        return self


class Notice(Strict):
    """A paper that a step makes and sends. `served`: its proof of service is waited for."""

    paper: PaperKind
    to: Literal["subject", "unit", "superior", "receivers"]
    served: bool = False


class Step(Strict):
    """What can be done with a case.

    `sources`: states it starts from; none means it opens the case. `by`: whose step it is: the
    deciding unit's liaison (unit) or its head, the credit office, the body that reviews, the
    subject itself, or the clock (system). `papers`: kinds that must be handed in with it; `makes`:
    the paper it issues. `notices`: what is sent. `served`: kinds whose proof of service must be on
    file before. `after`: ids of clocks that must have run out before. `other_person_than`,
    `other_unit_than`: steps whose doer may not do this one (two-person rule, second body).
    `adverse`: it sets something to the subject's disadvantage; a notice must go before it.
    `conditions`: what must be met of the subject or the list; not met, or cannot tell, blocks.
    """

    id: str = Slug
    name: Text
    sources: tuple[str, ...] = Property(default=(), alias="from")
    to: str
    by: Party
    papers: tuple[PaperKind, ...] = ()
    makes: PaperKind | None = None
    asks: tuple[Ask, ...] = ()
    notices: tuple[Notice, ...] = ()
    served: tuple[PaperKind, ...] = ()
    after: tuple[str, ...] = ()
    other_person_than: tuple[str, ...] = ()
    other_unit_than: tuple[str, ...] = ()
    conditions: tuple[ConditionName, ...] = ()
    reason: bool = False
    adverse: bool = False
    effect: EffectName | None = None
    note: Text | None = None

    @property
    def opens(self) -> bool:
        """Whether a case begins with it."""
        return not self.sources


class Silence(Strict):
    """What it means when a clock runs out: a sentence, and perhaps a step the platform takes."""

    means: Text
    step: str | None = None


class Extension(Strict):
    """A step that lengthens a clock, once and with a reason, to `length` in all."""

    step: str
    length: int = Property(ge=1)


class Clock(Sourced):
    """A time limit inside a procedure.

    `on`: whose time it is. `deadline`: id of a deadline of the packs, which gives length, unit and
    law; or `length` with `unit` and an own source. It starts with one of the steps `starts` (for a
    `served` kind: with the day of service of that paper) and ends with one of `stops`.
    """

    id: str = Slug
    name: Text
    on: Literal["office", "subject"]
    deadline: str | None = None
    length: int | None = Property(default=None, ge=0)
    unit: Literal["working_day", "day", "month", "year"] | None = None
    starts: tuple[str, ...] = Property(min_length=1)
    served: PaperKind | None = None
    stops: tuple[str, ...] = Property(min_length=1)
    pauses: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    extends: tuple[Extension, ...] = ()
    silence: Silence

    @model_validator(mode="after")
    def _one_length(self) -> "Clock":
        own = self.length is not None and self.unit is not None
        if own == (self.deadline is not None):
            raise ValueError("give either a deadline or a length with its unit")
        return self


class Procedure(Sourced, Dated):
    """A way of deciding, from its first step to one of its ends.

    `about`: what a case of it is about. The first of `states` is nothing special: a case stands
    where its last step led.
    """

    id: str = Slug
    name: Text
    kind: ProcedureKind
    about: tuple[About, ...] = Property(min_length=1)
    basis: tuple[Basis, ...] = Property(min_length=1)
    states: tuple[State, ...] = Property(min_length=2)
    steps: tuple[Step, ...] = Property(min_length=2)
    clocks: tuple[Clock, ...] = ()
    note: Text | None = None

    def state(self, state_id: str) -> State:
        """The state of this id; the linter sees to it that there is one."""
        return next(s for s in self.states if s.id == state_id)

    def step(self, step_id: str) -> Step:
        """The step of this id; the linter sees to it that there is one."""
        return next(s for s in self.steps if s.id == step_id)
