"""The work on a workbook of service days."""

from collections.abc import Mapping, Sequence
from typing import Any

from mingjian.accounts.actor import Actor
from mingjian.bulk.answers.at_once import AT_ONCE
from mingjian.bulk.answers.work import Came, Recorder
from mingjian.effects.models import ServiceSheet
from mingjian.effects.service.answer import counted
from mingjian.effects.service.by_number import answer_by_number
from mingjian.effects.service.kind import SERVICES
from mingjian.effects.service.sheet import said_of
from mingjian.kernel.problem import Problem


class ServiceRecorder(Recorder[ServiceSheet]):
    """Records how the decisions of its unit were served."""

    kind = SERVICES

    def record(self, row: ServiceSheet, part: Sequence[Mapping[str, Any]], actor: Actor) -> Came:
        """By the number of the decision."""
        outcomes = answer_by_number(actor, row.unit_id, list(map(said_of, part)))
        problems = [one if isinstance(one, Problem) else None for one in outcomes]
        return counted(outcomes), problems


def run_sheet(sheet_id: int) -> None:
    """Take a workbook to its end. Raises as `Worker.run`."""
    ServiceRecorder(AT_ONCE).run(sheet_id)
