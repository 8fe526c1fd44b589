"""Checks over the fields of one row: a closed set of kinds, the rest is data."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field as Property
from pydantic import model_validator

from mingjian.policy.schema.base import Basis, Severity, Sourced, Strict, Text


class Check(Sourced):
    """What all row checks carry: a stable code (Q01..Q15 or the item's own), and a severity."""

    code: str = Property(pattern=r"^[A-Z][A-Z0-9]*$")
    severity: Severity = "error"
    basis: Basis | None = None
    note: Text | None = None


class When(Strict):
    """A condition on one field: equal to one of `among` (`in`), or containing one of `contains`."""

    field: str
    among: tuple[str, ...] = Property(default=(), alias="in")
    contains: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_kind(self) -> "When":
        if bool(self.among) == bool(self.contains):
            raise ValueError("give either in or contains")
        return self


class RequiredWhen(Check):
    """`field` must be filled when the condition holds (fine without amount: Q02)."""

    kind: Literal["required_when"] = "required_when"
    field: str
    when: When


class Ordered(Check):
    """`first` must not lie after `then`; equal is allowed, an empty one is not judged."""

    kind: Literal["ordered"] = "ordered"
    first: str
    then: str


class AnyOf(Check):
    """At least one of the fields must be filled."""

    kind: Literal["any_of"] = "any_of"
    fields: tuple[str, ...] = Property(min_length=1)


class NotFuture(Check):
    """The date must not lie after the day of receipt."""

    kind: Literal["not_future"] = "not_future"
    field: str


class NotBefore(Check):
    """The date must not lie before `day`."""

    kind: Literal["not_before"] = "not_before"
    field: str
    day: date


class ClassFitsCode(Check):
    """The class filed must be the one the code's first characters stand for (Q05).

    `mapping`: prefix of the code -> class; the longest prefix decides, `otherwise` when none
    fits. An empty class or code is not judged.
    """

    kind: Literal["class_fits_code"] = "class_fits_code"
    class_field: str
    code_field: str
    mapping: dict[str, str]
    otherwise: str | None = None

    def expected(self, code: str) -> str | None:
        """Return the class for `code`, or None when the check says nothing about it."""
        fitting = [prefix for prefix in self.mapping if code.startswith(prefix)]
        return self.mapping[max(fitting, key=len)] if fitting else self.otherwise


class Forbidden(Check):
    """A row whose field equals one of `values` or contains one of `contains` is refused."""

    kind: Literal["forbidden"] = "forbidden"
    field: str
    values: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    why: Text

    @model_validator(mode="after")
    def _says_what(self) -> "Forbidden":
        if not self.values and not self.contains:
            raise ValueError("give values or contains")
        return self


class PlausibleAmount(Check):
    """An amount above `above` (in the field's unit) was probably filed in yuan (Q09)."""

    kind: Literal["plausible_amount"] = "plausible_amount"
    field: str
    above: Decimal = Property(gt=0)


RowCheck = Annotated[
    RequiredWhen
    | Ordered
    | AnyOf
    | NotFuture
    | NotBefore
    | ClassFitsCode
    | Forbidden
    | PlausibleAmount,
    Property(discriminator="kind"),
]
