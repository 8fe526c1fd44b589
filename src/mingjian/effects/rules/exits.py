"""How an entry of a list ends: by its term, or early; whichever comes first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mingjian.effects.rules.conditions import Condition, condition, earliest, reached
from mingjian.effects.rules.facts import RepairFacts
from mingjian.effects.rules.months import after_months
from mingjian.effects.rules.reasons import cannot_tell
from mingjian.kernel.verdict import CannotTell, NotMet, Verdict, all_of, any_of
from mingjian.policy.schema import RepairRules, Text
from mingjian.policy.schema.repair_asks import ListExit

TERM = Text(zh="名单期限届满", en="the term of the entry is over")
EARLY = Text(zh="已满提前移出的最短期限", en="the shortest term before an early exit is over")
OPEN = Text(zh="提前移出的其他条件", en="the other conditions of an early exit")


@dataclass(frozen=True, slots=True)
class ExitOutlook:
    """Whether an entry has to go, or may go on application, on the day asked for.

    `term_end`: first day after the term; None when there is no term or it is not known.
    `early_on`: first day on which an early exit is open, from what is known now.
    """

    term: Condition
    early: tuple[Condition, ...]
    term_end: date | None
    early_on: date | None

    @property
    def verdict(self) -> Verdict:
        """Met when the term is over or every condition of an early exit holds."""
        return any_of(self.term.verdict, all_of(*(one.verdict for one in self.early)))


def exit_rule(every: Iterable[RepairRules], list_id: str, on: date) -> ListExit | CannotTell:
    """Return the way out of a list for an entry of the day `on`, or why it is not known."""
    exits = (one for rules in every if rules.in_force(on) for one in rules.list_exits)
    found = [one for one in exits if one.list_id == list_id and one.in_force(on)]
    if len(found) == 1:
        return found[0]
    return cannot_tell(f"名单 {list_id} 的退出规则未见", f"no way out of {list_id} was seen")


def list_exit(rule: ListExit, entered_on: date, facts: RepairFacts, on: date) -> ExitOutlook:
    """Judge term and early exit of an entry made on `entered_on`, on the day `on`."""
    term = _term(rule, entered_on, facts, on)
    early = _early(rule, entered_on, facts, on)
    return ExitOutlook(term, early, term.since, earliest(early))


def _term(rule: ListExit, entered_on: date, facts: RepairFacts, on: date) -> Condition:
    if rule.no_term:
        return Condition(TERM, NotMet())
    if rule.term_months is None or rule.is_recalled("term_months"):
        return Condition(TERM, cannot_tell("名单期限未见", "the term of the list was not seen"))
    end = after_months(entered_on, rule.term_months)
    longer = rule.uncorrected_months
    if longer is None or (isinstance(facts.corrected, date) and facts.corrected < end):
        return reached(TERM, end, on)
    if facts.corrected is None:
        return _undecided(end, after_months(entered_on, longer), on)
    return reached(TERM, after_months(entered_on, longer), on)


def _undecided(end: date, longer: date, on: date) -> Condition:
    """Between the two terms it depends on the correction, of which nothing is known."""
    if end <= on < longer:
        return Condition(TERM, cannot_tell("是否改正未知", "whether it was corrected is not known"))
    judged = reached(TERM, end if on < end else longer, on)
    return Condition(TERM, judged.verdict)


def _early(rule: ListExit, entered_on: date, facts: RepairFacts, on: date) -> tuple[Condition, ...]:
    judged = [condition(one, facts, on) for one in rule.conditions]
    if not judged:
        # A way out early that asks for nothing was in none of the texts: the conditions are a gap.
        judged = [
            Condition(OPEN, cannot_tell("提前移出的条件未见", "its conditions were not seen"))
        ]
    return (reached(EARLY, _early_from(rule, entered_on, facts), on), *judged)


def _early_from(rule: ListExit, entered_on: date, facts: RepairFacts) -> date | CannotTell:
    known = rule.early_months is not None and rule.early_from is not None
    if not known or rule.is_recalled("early_months", "early_from"):
        return cannot_tell("提前移出的最短期限未见", "the shortest term was not seen or verified")
    start = entered_on if rule.early_from == "entry" else facts.corrected
    if not isinstance(start, date):
        return cannot_tell("改正日未知", "the day of the correction is not known")
    return after_months(start, rule.early_months or 0)
