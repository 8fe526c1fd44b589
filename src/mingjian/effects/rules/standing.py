"""How a decision stands on a day: final, not yet, never, withdrawn."""

from dataclasses import dataclass
from datetime import date

from mingjian.kernel.verdict import CannotTell
from mingjian.kernel.workdays import Deadline as LastDay
from mingjian.policy.schema import Text

IN_TIME = Text(zh="法定期限内未申请复议或者提起诉讼", en="no review or suit in time")
UPHELD = Text(zh="经复议或者诉讼维持", en="upheld in review or suit")
SIMPLE = Text(
    zh="适用简易程序，不作为不良信息", en="by simple procedure: never adverse information"
)


@dataclass(frozen=True, slots=True)
class Final:
    """Final since the day `on`, and `how` it became so."""

    on: date
    how: Text


@dataclass(frozen=True, slots=True)
class NotYet:
    """Not final. `earliest`: first day on which it can be, None while a contest is open.

    `provisional`: why a holiday notice still to come may move that day; None when none can.
    """

    earliest: date | None = None
    provisional: str | None = None


@dataclass(frozen=True, slots=True)
class Never:
    """Never adverse information."""

    why: Text


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The decision no longer stands as it was; what was published goes by `remove_by`."""

    why: Text
    since: date
    remove_by: LastDay


Finality = Final | NotYet | Never | Withdrawn | CannotTell
