"""What can stand in the way of a case, each with a way out."""

from mingjian.cases.problems.of_case import (
    BrokenCourse,
    CaseMoved,
    NoSuchCase,
    ObjectionOpen,
    SilenceBroke,
    UnfitOpening,
)
from mingjian.cases.problems.of_condition import ConditionNotMet, ConditionUnknown
from mingjian.cases.problems.of_effect import (
    CorrectFirst,
    NoTarget,
    NotEligible,
    NothingUnmet,
)
from mingjian.cases.problems.of_filing import NotFiledHere, NotPublishedHere, PlaceMissing
from mingjian.cases.problems.of_notice import (
    NoSuchNoticeHere,
    NoSuperior,
    NotServed,
)
from mingjian.cases.problems.of_party import (
    NotAtCounter,
    NotCompetent,
    NotYourStep,
    SamePerson,
    SameUnit,
)
from mingjian.cases.problems.of_step import (
    ForeignPaper,
    NoSuchStep,
    NotOpen,
    NotSigned,
    PapersMissing,
    ReasonMissing,
    UnfitFact,
)
from mingjian.cases.problems.of_time import (
    AlreadyExtended,
    CalendarNotKnown,
    ClockRuns,
    NothingToExtend,
    TooLateToExtend,
)
from mingjian.cases.problems.of_training import (
    AlreadyAttends,
    AlreadyCertified,
    NoSuchTraining,
    NotHeldYet,
    UnfitTraining,
)

__all__ = [
    "AlreadyAttends",
    "AlreadyCertified",
    "AlreadyExtended",
    "BrokenCourse",
    "CalendarNotKnown",
    "CaseMoved",
    "ClockRuns",
    "ConditionNotMet",
    "ConditionUnknown",
    "CorrectFirst",
    "ForeignPaper",
    "NoSuchCase",
    "NoSuchNoticeHere",
    "NoSuchStep",
    "NoSuchTraining",
    "NoSuperior",
    "NoTarget",
    "NotAtCounter",
    "NotCompetent",
    "NotEligible",
    "NotFiledHere",
    "NotHeldYet",
    "NotOpen",
    "NotPublishedHere",
    "NotServed",
    "NotSigned",
    "NotYourStep",
    "NothingToExtend",
    "NothingUnmet",
    "ObjectionOpen",
    "PapersMissing",
    "PlaceMissing",
    "ReasonMissing",
    "SamePerson",
    "SameUnit",
    "SilenceBroke",
    "TooLateToExtend",
    "UnfitFact",
    "UnfitOpening",
    "UnfitTraining",
]
