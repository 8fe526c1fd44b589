"""A penalty as the rules of publication and repair see it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from mingjian.policy.schema.penalty import FieldOfLaw, PenaltyKind

ProcedureOfPenalty = Literal["simple", "ordinary", "unknown"]
Authority = Literal["market_regulator", "other", "unknown"]


@dataclass(frozen=True, slots=True)
class Penalty:
    """What is known of one decision; None and `unknown` are values.

    `decided_on`: day of the decision. `document_on`: the date its document bears. `published_on`:
    day on which it was made public. `found_on`: day on which the conduct was found (认定).
    `fine_yuan`: amount of the fine in whole yuan, rounded down. `ban_until`: the first day on which
    a restriction of business or occupation no longer holds. `stated_class`: the class of the rules
    that the deciding body itself named in its decision or repair notice (两书同达).
    """

    decided_on: date
    kinds: frozenset[PenaltyKind]
    procedure: ProcedureOfPenalty = "unknown"
    field: FieldOfLaw = "unknown"
    authority: Authority = "unknown"
    document_on: date | None = None
    published_on: date | None = None
    found_on: date | None = None
    fine_yuan: int | None = None
    ban_until: date | None = None
    stated_class: str | None = None
