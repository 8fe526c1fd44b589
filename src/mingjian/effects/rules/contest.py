"""A decision that may become final, and what was undertaken against it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from mingjian.effects.rules.penalty import ProcedureOfPenalty
from mingjian.policy.schema import Text

ContestKind = Literal["review", "suit", "appeal"]
Outcome = Literal["upheld", "changed", "revoked", "unlawful", "void", "withdrawn"]
# 行政处罚法 48: decisions of which the published information is withdrawn.
UNDONE: Mapping[Outcome, Text] = MappingProxyType(
    {
        "changed": Text(zh="处罚决定被依法变更", en="the decision was changed"),
        "revoked": Text(zh="处罚决定被依法撤销", en="the decision was revoked"),
        "unlawful": Text(zh="处罚决定被确认违法", en="the decision was found unlawful"),
        "void": Text(zh="处罚决定被确认无效", en="the decision was found void"),
    }
)


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision: when it was served, and by which procedure it was made.

    `told`: whether it names the ways of review and suit with their time limits (行政处罚法 59); a
    decision that does not starts no time limit that could be computed here.
    """

    served_on: date | None
    procedure: ProcedureOfPenalty
    told: bool = True


@dataclass(frozen=True, slots=True)
class Contest:
    """A review, a suit or an appeal against one decision, as far as it has come.

    `served_on`: when its decision or judgment reached the subject. `effective_on`: when what it
    undid was undone in law; without it the day it was decided on counts.
    """

    kind: ContestKind
    filed_on: date
    decided_on: date | None = None
    outcome: Outcome | None = None
    served_on: date | None = None
    effective_on: date | None = None

    def open_on(self, day: date) -> bool:
        """Whether nothing was decided on it by a day."""
        return self.outcome is None or self.decided_on is None or day < self.decided_on

    @property
    def undone(self) -> Text | None:
        """What it did to the decision when it undid it, else None."""
        return UNDONE.get(self.outcome) if self.outcome is not None else None

    @property
    def undone_on(self) -> date | None:
        """From when what it undid no longer stands; None while nothing is decided."""
        return self.effective_on or self.decided_on
