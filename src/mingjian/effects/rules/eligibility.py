"""Whether a penalty may be repaired on a day: every condition with its own verdict."""

from dataclasses import dataclass
from datetime import date

from mingjian.effects.rules.conditions import Condition, closed, condition, earliest, reached
from mingjian.effects.rules.facts import RepairFacts
from mingjian.effects.rules.penalty import Penalty
from mingjian.effects.rules.publication import NeverPublished, Publication, publication
from mingjian.kernel.verdict import CannotTell, NotMet, Verdict, all_of
from mingjian.policy.schema import RepairRules, Text

MINIMUM = Text(zh="已满最短公示期", en="the shortest term of publication is over")
PUBLISHED = Text(zh="处罚信息在公示", en="the penalty is published")


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The conditions of repair on a day.

    `earliest_on`: first day on which all hold, from what is known now; None when it is open.
    """

    rules: str
    conditions: tuple[Condition, ...]
    earliest_on: date | None

    @property
    def verdict(self) -> Verdict:
        """All conditions together: one that is not met decides, then one that cannot be told."""
        return all_of(*(one.verdict for one in self.conditions))


def eligible(penalty: Penalty, rules: RepairRules, facts: RepairFacts, on: date) -> Eligibility:
    """Judge each condition of repair under these rules on the day `on`."""
    conditions = (
        _minimum(publication(penalty, rules), on),
        *(condition(rule, facts, on) for rule in rules.conditions),
        *(closed(closure, facts.false_material_on, on) for closure in rules.closures),
    )
    return Eligibility(rules.id, conditions, earliest(conditions))


def _minimum(found: Publication | NeverPublished | CannotTell, on: date) -> Condition:
    match found:
        case Publication():
            return reached(MINIMUM, found.earliest_end, on)
        case NeverPublished():
            return Condition(PUBLISHED, NotMet({"why": found.why}))
        case CannotTell():
            return Condition(MINIMUM, found)
