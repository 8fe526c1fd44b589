"""Whether a decision is adverse information after a correction of its service, in a sentence.

What is only not known, or not final yet, is never told as if it were decided either way.
"""

from datetime import date
from typing import Final

from mingjian.effects.adverse import find_adverse
from mingjian.effects.final_day import contests_of, known_day, standing_of
from mingjian.effects.finalise import COMES_AGAIN
from mingjian.effects.judge import Kept, judged_retention, limits_on
from mingjian.effects.models import ServedDecision
from mingjian.effects.of_record import Standing
from mingjian.effects.penalty import filed
from mingjian.effects.rules.standing import Finality, Never, NotYet, Withdrawn
from mingjian.effects.views import AdverseView
from mingjian.kernel.verdict import CannotTell

_HOLDS: Final = "该决定自 {start} 起至 {end} 前作为不良信息。"
_NEVER: Final = "该决定不作为不良信息：{why}。"
_UNKNOWN: Final = "该决定尚未生效确定，或者现在还不能判断是否作为不良信息：{why}。"
_OPEN: Final = "对该决定的复议或者诉讼尚未办结"
_NOT_ENTERED: Final = "主体代码或者登记的内容尚待核实"
_KEPT_OUT: Final = "生效确定之日保存期已满"


def term_told(record: Standing, row: ServedDecision, adverse: AdverseView | None, on: date) -> str:
    """From when to when it is in the file; or that it never is, or cannot be told, and why."""
    if adverse is not None:
        return _HOLDS.format(start=adverse.holds.start, end=adverse.holds.end)
    known = find_adverse(record.record_id)
    if known is not None and known.end is not None and known.end.why not in COMES_AGAIN:
        return _NEVER.format(why=known.end.why)
    contests = contests_of([record.record_id]).get(record.record_id, ())
    found = standing_of(row, contests, on, limits_on(on))
    return _of_finality(found) or _of_retention(record, found)


def _of_finality(found: Finality) -> str | None:
    """None where the day is known on which it is final."""
    match found:
        case Never(why=why) | Withdrawn(why=why):
            return _NEVER.format(why=why.zh)
        case CannotTell(reason=reason):
            return _UNKNOWN.format(why=reason)
        case NotYet(earliest=None):
            return _UNKNOWN.format(why=_OPEN)
        case NotYet(provisional=str() as reason):
            return _UNKNOWN.format(why=reason)
    return None


def _of_retention(record: Standing, found: Finality) -> str:
    """The day is known, and yet it is not in the file: not kept so long, or the gate refused it."""
    kept = judged_retention(filed(record.payload))
    if not isinstance(kept, Kept):
        return _UNKNOWN.format(why=kept.reason)
    day = known_day(found)
    if kept.days.end is not None and day is not None and kept.days.end <= day:
        return _NEVER.format(why=_KEPT_OUT)
    return _UNKNOWN.format(why=_NOT_ENTERED)
