"""The clocks of a case, each as it stands on a day."""

from collections.abc import Iterable
from datetime import date

from mingjian.cases.course import almanac
from mingjian.cases.engine.clock import run
from mingjian.cases.engine.running import Running
from mingjian.cases.engine.taken import Taken
from mingjian.policy.schema.procedure import Procedure


def clocks(procedure: Procedure, taken: Iterable[Taken], today: date) -> tuple[Running, ...]:
    """The clocks of a case that have begun."""
    steps, known = tuple(taken), almanac()
    found = (run(clock, steps, today, known) for clock in procedure.clocks)
    return tuple(one for one in found if one.begun)
