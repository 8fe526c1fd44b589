"""Tables of what is in force. Triggers bind the owner too; the law of each stands in 0002_laws.

Four different things, four tables (law 1): a published decision, adverse information, a list entry,
a measure. Beside them what the packs say that the gate must know, disputes, shields, contests.
"""

from mingjian.effects.models.adverse import Adverse
from mingjian.effects.models.announced import Announced
from mingjian.effects.models.contest import Contest
from mingjian.effects.models.dispute import Dispute
from mingjian.effects.models.doubt import Doubt
from mingjian.effects.models.entry import Entry
from mingjian.effects.models.followed import Followed
from mingjian.effects.models.known import Attached, KnownItem, KnownList, KnownMeasure, KnownUnit
from mingjian.effects.models.measure import Measure
from mingjian.effects.models.publication import Publication
from mingjian.effects.models.served import ServedDecision
from mingjian.effects.models.sheet import ServiceSheet, SheetPart
from mingjian.effects.models.shield import Shield
from mingjian.effects.models.told import ToldCorrection

__all__ = [
    "Adverse",
    "Announced",
    "Attached",
    "Contest",
    "Dispute",
    "Doubt",
    "Entry",
    "Followed",
    "KnownItem",
    "KnownList",
    "KnownMeasure",
    "KnownUnit",
    "Measure",
    "Publication",
    "ServedDecision",
    "ServiceSheet",
    "SheetPart",
    "Shield",
    "ToldCorrection",
]
