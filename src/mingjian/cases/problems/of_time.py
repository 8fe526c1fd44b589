"""A time limit that stands in the way, or cannot be lengthened."""

from mingjian.kernel.problem import Conflict


class ClockRuns(Conflict):
    """A time that belongs to somebody has not run out."""

    code = "cases.clock-runs"
    zh = "期限“{clock}”尚未届满（截止 {until}）。"
    en = "The time “{clock_en}” has not run out (last day {until})."
    zh_way = "请在期限届满后办理。"
    en_way = "Wait until the time has run out."


class CalendarNotKnown(Conflict):
    """The end of the time depends on a holiday notice that is not loaded."""

    code = "cases.calendar-not-known"
    zh = "期限“{clock}”的届满日取决于尚未载入的放假安排（{years}）。"
    en = "The end of “{clock_en}” depends on a holiday notice that is not loaded ({years})."
    zh_way = "请载入该年放假安排后办理。"
    en_way = "Load the holiday notice of that year first."


class NothingToExtend(Conflict):
    """The clock does not run."""

    code = "cases.nothing-to-extend"
    zh = "期限“{clock}”未在计算，不能延长。"
    en = "The time “{clock_en}” is not running and cannot be extended."
    zh_way = "请核对案件进展。"
    en_way = "Look at how the case stands."


class AlreadyExtended(Conflict):
    """A time is extended once."""

    code = "cases.already-extended"
    zh = "期限“{clock}”已经延长过一次。"
    en = "The time “{clock_en}” has been extended already."
    zh_way = "请在延长后的期限内办结。"
    en_way = "Decide within the extended time."


class TooLateToExtend(Conflict):
    """What has run out cannot be extended."""

    code = "cases.too-late-to-extend"
    zh = "期限“{clock}”已于 {due} 届满，不能再延长。"
    en = "The time “{clock_en}” ran out on {due} and cannot be extended any more."
    zh_way = "请尽快办结，并说明逾期原因。"
    en_way = "Decide now, and say why it is late."
