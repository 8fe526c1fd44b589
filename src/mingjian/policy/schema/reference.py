"""Tables a pack brings along: deadlines, units, code lists, matters, purposes, calendar."""

from datetime import date
from typing import Literal

from pydantic import Field as Property
from pydantic import model_validator

from mingjian.policy.schema.base import Basis, Dated, Slug, Sourced, Text

DeadlineUnit = Literal["working_day", "day", "month", "year", "window"]
UnitKind = Literal[
    "district_department", "town", "park", "agency_above", "court", "association", "other"
]


class Deadline(Sourced, Dated):
    """A legal time limit: `length` units after the event; or a yearly window (MM-DD to MM-DD)."""

    id: str
    title: Text
    unit: DeadlineUnit
    length: int | None = Property(default=None, ge=1)
    window_from: str | None = Property(default=None, pattern=r"^\d\d-\d\d$")
    window_to: str | None = Property(default=None, pattern=r"^\d\d-\d\d$")
    counted_from: Text | None = None
    basis: str = Property(min_length=1)
    note: str | None = None

    @model_validator(mode="after")
    def _shape(self) -> "Deadline":
        is_window = self.unit == "window"
        if is_window and (self.length is not None or self.window_to is None):
            raise ValueError("a window has window_to and no length")
        if not is_window and self.length is None:
            raise ValueError("length is missing")
        return self


class Unit(Sourced):
    """A unit of government; one body under two names is one unit with aliases."""

    id: str = Slug
    name: Text
    kind: UnitKind
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    in_district: bool
    division: str | None = Property(default=None, pattern=r"^\d{6,12}$")
    note: str | None = None


class CodeValue(Sourced, Dated):
    """One value of a code list. `completed`: filed as value-text, e.g. 其他-xx."""

    value: str = Property(min_length=1)
    title: Text
    aliases: tuple[str, ...] = ()
    completed: bool = False

    def fits(self, given: str) -> bool:
        """Tell whether `given` is this value (or an alias), completed where it must be."""
        if not self.completed:
            return given == self.value or given in self.aliases
        rest = given.removeprefix(f"{self.value}-")
        return rest != given and bool(rest.strip())


class CodeListHead(Sourced):
    """The name of a code list."""

    id: str = Slug
    title: Text


class CodeList(CodeListHead):
    """A closed list of values, each in force in its own period."""

    values: tuple[CodeValue, ...] = Property(min_length=1)

    def on(self, day: date) -> tuple[CodeValue, ...]:
        """Return the values in force on a day."""
        return tuple(v for v in self.values if v.in_force(day))

    def accept(self, given: str, day: date) -> str | None:
        """Return the value to keep for what was given, or None when it is not in the list."""
        for value in self.on(day):
            if value.fits(given):
                return given if value.completed else value.value
        return None


class CalendarEntry(Sourced):
    """A day that the State Council's yearly notice names. `published_on`: when it was known.

    A notice known only by its month has the last day of that month, and says so in the source:
    before that day an answer is rather provisional than wrong.
    """

    day: date
    works: bool
    holiday: str
    notice: str
    published_on: date


class Matter(Sourced):
    """What one may check credit for: the occasions the ordinance names."""

    id: str = Slug
    title: Text
    basis: Basis
    note: Text | None = None


class Purpose(Sourced):
    """Why a check is made; given with each check and written into the log."""

    id: str = Slug
    title: Text
    basis: Basis | None = None
    note: Text | None = None
