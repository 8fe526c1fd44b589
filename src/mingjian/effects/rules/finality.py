"""When a decision becomes final, and thereby adverse information (浙江条例 11(2)).

A penalty by simple procedure never does. Another one does on the day after the last day on which it
could still be contested: review within 60 days of knowledge of it (行政复议法 20), suit within 6
months (行政诉讼法 46), the longer of the two. Knowledge is the day of service. Who went through
review sues within 15 days of receiving its decision (45), who lost a suit appeals within 15 days of
the judgment (85; a mere ruling has 10, so 15 is the later reading); the judgment on appeal is final
when served. Whoever withdraws a review or suit keeps the time that was left. Last days on a holiday
move (民法典 203, by 行政复议法 88 and 行政诉讼法 101).

What is not known never makes a decision final: the answer is then that it cannot be told. So it is
where the facts contradict each other: contested before it is said to have been served, and all time
limits over before that day. One of the two days is wrong, and a person has to look.
"""

from collections.abc import Iterable
from datetime import date

from mingjian.effects.rules.contest import Contest, Decision
from mingjian.effects.rules.limits import Limits
from mingjian.effects.rules.months import DAY
from mingjian.effects.rules.reasons import cannot_tell
from mingjian.effects.rules.standing import (
    IN_TIME,
    SIMPLE,
    UPHELD,
    Final,
    Finality,
    Never,
    NotYet,
    Withdrawn,
)
from mingjian.kernel.verdict import CannotTell
from mingjian.kernel.workdays import Deadline as LastDay


def finality(decision: Decision, contests: Iterable[Contest], on: date, limits: Limits) -> Finality:
    """Tell how a decision stands on the day `on`, from what had happened by then."""
    known = sorted((one for one in contests if one.filed_on <= on), key=lambda one: one.filed_on)
    undone = _undone(known, on, limits)
    if undone is not None:
        return undone
    if decision.procedure == "simple":
        return Never(SIMPLE)
    if any(one.open_on(on) or one.undone is not None for one in known):
        return NotYet()
    missing = _missing(decision)
    last = missing if missing is not None else _last_day(decision, known, limits)
    return last if isinstance(last, CannotTell) else _compared(last, known, on)


def _undone(known: Iterable[Contest], on: date, limits: Limits) -> Withdrawn | None:
    for one in known:
        why, since = one.undone, one.undone_on
        if why is not None and since is not None and since <= on:
            return Withdrawn(why, since, limits.last(limits.withdraw, since))
    return None


def _missing(decision: Decision) -> CannotTell | None:
    if decision.procedure == "unknown":
        return cannot_tell("处罚程序未知", "by which procedure it was made is not known")
    if decision.served_on is None:
        return cannot_tell("送达日未知", "the day of service is not known")
    if not decision.told:
        return cannot_tell(
            "决定未告知救济途径和期限", "the decision does not name remedies and time limits"
        )
    return None


def _last_day(decision: Decision, known: Iterable[Contest], limits: Limits) -> LastDay | CannotTell:
    """The last day on which it could still be contested, after all that was undertaken."""
    served = decision.served_on or date.max
    own = (limits.last(limits.review, served), limits.last(limits.suit, served))
    last: LastDay | CannotTell = max(own, key=lambda one: one.day)
    for one in known:
        last = last if isinstance(last, CannotTell) else _after(one, last, limits)
    return last if isinstance(last, CannotTell) else _not_before(served, last)


def _not_before(served: date, last: LastDay) -> LastDay | CannotTell:
    if served <= last.day:
        return last
    return cannot_tell(
        "登记的送达日晚于救济期限届满之日，需要核实",
        "the day of service is later than the end of the time limits, which has to be looked at",
    )


def _after(contest: Contest, last: LastDay, limits: Limits) -> LastDay | CannotTell:
    if contest.outcome == "withdrawn":
        return LastDay(max(last.day, contest.decided_on or last.day), last.unpublished)
    if contest.served_on is None:
        return cannot_tell(
            "复议决定或者判决的送达日未知", "when the outcome was served is not known"
        )
    if contest.kind == "appeal":
        return LastDay(contest.served_on - DAY)
    limit = limits.after_review if contest.kind == "review" else limits.appeal
    return limits.last(limit, contest.served_on)


def _compared(last: LastDay, known: Iterable[Contest], on: date) -> Finality:
    since = last.day + DAY
    if on < since:
        return NotYet(since, last.reason)
    if last.provisional:
        return cannot_tell(last.reason or "", last.explain("en") or "")
    upheld = any(one.outcome == "upheld" for one in known)
    return Final(since, UPHELD if upheld else IN_TIME)
