"""The typed shape of a policy pack; everything is frozen, and unknown keys are refused."""

from mingjian.policy.schema.base import Basis, Dated, Mark, Severity, Sourced, Strict, Text
from mingjian.policy.schema.decider import Decider
from mingjian.policy.schema.field import Constraints, Field, FieldType, Format
from mingjian.policy.schema.item import (
    OWN,
    CatalogueItem,
    Cycle,
    Effect,
    Holds,
    Refresh,
    SubjectFields,
    SubjectKind,
)
from mingjian.policy.schema.later import Institution, Task
from mingjian.policy.schema.layout import Column, Layout
from mingjian.policy.schema.listing import ListDefinition
from mingjian.policy.schema.measure import Measure
from mingjian.policy.schema.pack import Owner, Pack, Source
from mingjian.policy.schema.procedure import (
    Ask,
    Clock,
    Extension,
    Notice,
    Procedure,
    Silence,
    State,
    Step,
)
from mingjian.policy.schema.reference import (
    CalendarEntry,
    CodeList,
    CodeValue,
    Deadline,
    Matter,
    Purpose,
    Unit,
)
from mingjian.policy.schema.repair import RepairRules
from mingjian.policy.schema.rowcheck import (
    AnyOf,
    Check,
    ClassFitsCode,
    Forbidden,
    NotBefore,
    NotFuture,
    Ordered,
    PlausibleAmount,
    RequiredWhen,
    RowCheck,
    When,
)

__all__ = [
    "OWN",
    "AnyOf",
    "Ask",
    "Basis",
    "CalendarEntry",
    "CatalogueItem",
    "Check",
    "ClassFitsCode",
    "Clock",
    "CodeList",
    "CodeValue",
    "Column",
    "Constraints",
    "Cycle",
    "Dated",
    "Deadline",
    "Decider",
    "Effect",
    "Extension",
    "Field",
    "FieldType",
    "Forbidden",
    "Format",
    "Holds",
    "Institution",
    "Layout",
    "ListDefinition",
    "Mark",
    "Matter",
    "Measure",
    "NotBefore",
    "NotFuture",
    "Notice",
    "Ordered",
    "Owner",
    "Pack",
    "PlausibleAmount",
    "Procedure",
    "Purpose",
    "Refresh",
    "RepairRules",
    "RequiredWhen",
    "RowCheck",
    "Severity",
    "Silence",
    "Source",
    "Sourced",
    "State",
    "Step",
    "Strict",
    "SubjectFields",
    "SubjectKind",
    "Task",
    "Text",
    "Unit",
    "When",
]
