"""What every part of a policy pack shares: bilingual text, marks, legal bases."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Mark = Literal["verified", "seen in an implementation", "recalled"]
Severity = Literal["error", "warning"]
Slug = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")


class Strict(BaseModel):
    """A value of a pack: frozen, and a key nobody declared is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Text(Strict):
    """A sentence or a name in the two languages of the house; Chinese first."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Sourced(Strict):
    """Something we can say where we have it from, and how sure we are.

    `verified`: read in the source named. `seen in an implementation`: practice, not the
    standard itself. `recalled`: own knowledge; shown as such and never a trigger.
    """

    source: str = Field(min_length=1)
    mark: Mark


class Basis(Sourced):
    """A legal basis: law, article and the text version (date of the text) that was read."""

    law: str = Field(min_length=1)
    article: str | None = None
    text_version: str | None = None


class Dated(Strict):
    """Something in force from a day (inclusive) to a day (exclusive); None is open."""

    effective_from: date | None = None
    effective_to: date | None = None

    def in_force(self, on: date) -> bool:
        """Tell whether `on` lies in the half-open period of force."""
        begun = self.effective_from is None or self.effective_from <= on
        return begun and (self.effective_to is None or on < self.effective_to)

    @model_validator(mode="after")
    def _never_empty(self) -> "Dated":
        if self.effective_from and self.effective_to and self.effective_to <= self.effective_from:
            raise ValueError("effective_to must lie after effective_from")
        return self
