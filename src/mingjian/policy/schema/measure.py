"""Measures: what a statute lets or orders a body to do, to whom, for how long."""

from typing import Literal

from pydantic import Field as Property
from pydantic import model_validator

from mingjian.policy.schema.base import Sourced
from mingjian.policy.schema.level import Colour
from mingjian.policy.schema.marked import Marked

Nature = Literal["incentive", "restraint"]
Step = Literal["sanction", "supervision", "incentive"]
Duty = Literal["obligatory", "discretionary"]
ONLY_PERSONS = "responsible person"


class Measure(Sourced, Marked):
    """One measure a statute names: trigger, target, term, article, implementing body.

    `step`: of the three of Zhejiang (条例 22, 23, 26). `duty`: whether the article orders or allows
    it; empty where the facts do not tell. `matters`: where it bites, as the platform groups them.
    `lists`: whose live entry alone triggers it; empty means it takes a decision of its own.
    `on_adverse`: triggered by adverse information in a related matter, without any list.
    `not_while`: on lists of which colour the subject must not be, where the text says so of an
    incentive.
    `term_min_months`, `term_max_months`: empty where the article states no length or an event ends
    it; `lifelong`: the longest term is for life.
    """

    id: str
    category: str
    category_zh: str
    measure: str
    nature: Nature
    step: Step
    duty: Duty | None = None
    matters: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    on_adverse: bool = False
    not_while: tuple[Colour, ...] = ()
    applies_to: str | None = None
    target_kind: str | None = None
    trigger: str | None = None
    term_min: str | None = None
    term_max: str | None = None
    term_min_months: int | None = Property(default=None, ge=1)
    term_max_months: int | None = Property(default=None, ge=1)
    lifelong: bool = False
    basis: str = Property(min_length=1)
    article: str | None = None
    text_version: str | None = None
    implemented_by: str | None = None
    note: str | None = None

    @property
    def binds_organisations(self) -> bool:
        """Whether it can be held against an organisation; the others bind only natural persons."""
        return self.target_kind != ONLY_PERSONS

    @property
    def may_attach(self) -> bool:
        """Whether an answer may name it: it has its article, and nothing of it is recalled."""
        return bool(self.article) and not self.is_recalled("basis", "article", "lists", "matters")

    @model_validator(mode="after")
    def _terms_in_order(self) -> "Measure":
        least, most = self.term_min_months, self.term_max_months
        if least is not None and most is not None and most < least:
            raise ValueError("the longest term is shorter than the shortest")
        return self

    @model_validator(mode="after")
    def _step_fits_nature(self) -> "Measure":
        if (self.nature == "incentive") != (self.step == "incentive"):
            raise ValueError("an incentive is of the step incentive, and nothing else is")
        if self.not_while and self.nature != "incentive":
            raise ValueError("only an incentive is withheld for being on a list")
        return self
