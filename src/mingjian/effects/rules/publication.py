"""From when to when a penalty is published: start, earliest end on application, latest end.

Ends are the first day without publication (see `months`). The latest end comes by itself; what the
industry's department may rule for who has not corrected is not computed here, and never guessed.
"""

from dataclasses import dataclass
from datetime import date

from mingjian.effects.rules.classify import classify
from mingjian.effects.rules.minimum import earliest_end
from mingjian.effects.rules.months import after_months
from mingjian.effects.rules.penalty import Penalty
from mingjian.effects.rules.reasons import cannot_tell
from mingjian.kernel.period import Period
from mingjian.kernel.verdict import CannotTell
from mingjian.policy.schema import RepairRules, Text
from mingjian.policy.schema.penalty import BANS
from mingjian.policy.schema.repair_parts import RepairClass


@dataclass(frozen=True, slots=True)
class Publication:
    """How long a penalty is published.

    `earliest_end`: first day on which repair may end it, or why that cannot be told.
    `exceptional`: in principle it is not published at all; where it must be, these are the limits.
    """

    rules: str
    class_id: str
    start: date
    earliest_end: date | CannotTell
    latest_end: date
    exceptional: bool = False

    @property
    def period(self) -> Period:
        """The days of publication when nothing ends it early."""
        return Period(self.start, self.latest_end)


@dataclass(frozen=True, slots=True)
class NeverPublished:
    """The rules keep it unpublished; `why` names the class."""

    rules: str
    why: Text


def publication(penalty: Penalty, rules: RepairRules) -> Publication | NeverPublished | CannotTell:
    """Return the days of publication under these rules, or why they cannot be told."""
    found = classify(penalty, rules)
    if isinstance(found, CannotTell):
        return found
    if found.is_recalled("publish"):
        return cannot_tell("是否公示未经核实", "whether it is published is recalled, not verified")
    if found.publish == "never":
        return NeverPublished(rules.id, found.name)
    start = starts(penalty, rules)
    if isinstance(start, CannotTell):
        return start
    return _ended(penalty, rules, found, start)


def starts(penalty: Penalty, rules: RepairRules) -> date | CannotTell:
    """Return the day from which the periods of these rules count, or why it is not known."""
    if rules.start is None or rules.is_recalled("start"):
        return cannot_tell(
            "公示期的起算日未见规定", "the start of the period was not seen in the rules"
        )
    days = {
        "decision": penalty.decided_on,
        "document": penalty.document_on,
        "publication": penalty.published_on,
        "finding": penalty.found_on,
    }
    day = days[rules.start]
    if day is None:
        return cannot_tell(f"缺少起算日（{rules.start}）", f"the day of {rules.start} is not known")
    return day


def _ended(
    penalty: Penalty, rules: RepairRules, found: RepairClass, start: date
) -> Publication | CannotTell:
    latest = _latest_end(penalty, found, start)
    if isinstance(latest, CannotTell):
        return latest
    earliest = earliest_end(penalty, rules, found, start, latest)
    exceptional = found.publish == "exceptionally"
    return Publication(rules.id, found.id, start, earliest, latest, exceptional)


def _latest_end(penalty: Penalty, found: RepairClass, start: date) -> date | CannotTell:
    if found.max_months is None or found.is_recalled("max_months"):
        return cannot_tell("最长公示期未见", "the longest term of publication was not seen")
    if not (found.until_ban_ends and penalty.kinds & BANS):
        return after_months(start, found.max_months)
    if penalty.ban_until is None:
        return cannot_tell("限制的期限未知", "how long the ban lasts is not known")
    # 令45号 13: a ban of more than three years is published for as long as it lasts.
    if penalty.ban_until <= after_months(penalty.decided_on, found.max_months):
        return after_months(start, found.max_months)
    if penalty.ban_until <= start:
        return cannot_tell("限制期满后才公示", "it was published only after the ban had ended")
    return penalty.ban_until
