"""One field of a catalogue item: a Frictionless Table Schema field with what law adds to it."""

from decimal import Decimal
from typing import Literal

from pydantic import Field as Property

from mingjian.policy.schema.base import Mark, Severity, Sourced, Strict, Text

FieldType = Literal["string", "date", "integer", "number", "boolean"]
Format = Literal["uscc", "organisation_code"]


class Constraints(Strict):
    """Constraints with the names of Frictionless Table Schema; lengths count characters.

    `minimum` and `maximum` are of the field's own unit. `decimals` is the number of
    decimal places allowed (6 for amounts filed in 万元, which is one fen of a yuan).
    """

    required: bool = False
    min_length: int | None = Property(default=None, alias="minLength", ge=0)
    max_length: int | None = Property(default=None, alias="maxLength", ge=1)
    pattern: str | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    decimals: int | None = Property(default=None, ge=0)


class Field(Sourced):
    """A field (column) that a department fills in.

    `codes`: id of the code list its value must be in. `many`: separator when several codes
    may be given at once. `unit`: of an amount as filed, e.g. 万元. `format`: `uscc` means a
    GB 32100 code whose check characters hold. `personal`: data of a natural person.
    `public`: may be shown on a public page when the item is public. `collect`: False means
    the column is accepted, its content dropped, and the sender told so. `template`: False
    keeps the column out of the item's own layout; other layouts may fill it. `severity`: of
    a breach of type, constraints or codes. `marks`: marks of single properties that differ
    from the field's own, e.g. {maxLength: recalled}.
    """

    name: str = Property(pattern=r"^[A-Za-z][A-Za-z0-9_]*$")
    title: Text
    type: FieldType = "string"
    constraints: Constraints = Constraints()
    codes: str | None = None
    many: str | None = None
    unit: str | None = None
    format: Format | None = None
    personal: bool = False
    public: bool = True
    collect: bool = True
    template: bool = True
    severity: Severity = "error"
    example: str | None = None
    note: Text | None = None
    marks: dict[str, Mark] = Property(default_factory=dict)

    @property
    def required(self) -> bool:
        """Tell whether an empty cell is a breach (check Q01)."""
        return self.constraints.required
