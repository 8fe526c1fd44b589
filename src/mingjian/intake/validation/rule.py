"""A rule: where it is looked for, when it finds something, what it then says."""

from dataclasses import dataclass
from datetime import date

import ibis
import ibis.expr.types as ir

from mingjian.intake.findings import FINDING_CODES, Severity
from mingjian.policy.schema import CatalogueItem, CodeList, Field, Text

NOTHING = Text.model_construct(zh="", en="")


@dataclass(frozen=True, slots=True)
class Rule:
    """`when` is true for the rows where the rule finds something; null counts as not.

    `field`: whose cell is marked, and whose value is shown; None: the whole row. `detail` fills
    the sentence; a text expression when it differs from row to row.
    """

    number: str
    field: str | None
    severity: Severity
    when: ir.BooleanValue
    detail: Text | ir.StringValue = NOTHING

    @property
    def code(self) -> str:
        """The code of what is found, with its letter."""
        return FINDING_CODES[self.number].coded(self.severity)


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a row as expressions over the prepared table.

    `raw`: as read. `kept`: as they will be posted. `day`: of date fields. `own_day`: the day of
    the record itself, by which its code lists are judged; the day of receipt where it has none.
    """

    table: ir.Table
    item: CatalogueItem
    received_on: date
    kept: dict[str, ir.StringValue]
    own_day: ir.DateValue
    lists: dict[str, CodeList]
    absent: frozenset[str] = frozenset()

    def raw(self, field: str) -> ir.StringValue:
        """The cell as read: null when empty."""
        return self.table[field]

    def day(self, field: str) -> ir.DateValue:
        """The day of a date field, null when empty or not a date."""
        return self.table[day_column(field)]

    def filled(self, field: str) -> ir.BooleanValue:
        """Whether something stands in the cell that is kept."""
        return self.kept[field].notnull()

    def marked(self, mark: str, field: str) -> ir.BooleanValue:
        """Whether reading put this mark on the cell."""
        return self.table["_flags"].contains(f"{mark}:{field}").fill_null(False)

    def title(self, field: str) -> Text:
        """How people call the field."""
        found = self.item.field(field)
        return found.title if found else Text(zh=field, en=field)

    def today(self) -> ir.DateScalar:
        """The day of receipt."""
        return ibis.literal(self.received_on)


def day_column(field: str) -> str:
    """The prepared column with the day of a date field."""
    return f"{field}__day"


def iso_column(field: str) -> str:
    """The prepared column with a date field as 2024-01-02."""
    return f"{field}__iso"


def code_column(field: str) -> str:
    """The prepared column with a folded code."""
    return f"{field}__code"


def fault_column(field: str) -> str:
    """The prepared column with the fault of a code."""
    return f"{field}__fault"


def dates_of(item: CatalogueItem) -> list[Field]:
    """The fields that hold dates."""
    return [f for f in item.fields if f.type == "date" and f.collect]


def codes_of(item: CatalogueItem) -> list[Field]:
    """The fields that hold unified social credit codes."""
    return [f for f in item.fields if f.format == "uscc" and f.collect]
