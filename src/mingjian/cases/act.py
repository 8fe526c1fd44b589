"""A step at the moment of its effect."""

from dataclasses import dataclass

from mingjian.cases.about import TARGETS
from mingjian.cases.models import CaseStep
from mingjian.cases.move import Move
from mingjian.cases.paperwork import Issued
from mingjian.cases.problems import NoTarget
from mingjian.effects.target import End, Target


@dataclass(frozen=True, slots=True)
class Act:
    """A step that is recorded, its papers issued, no notice sent yet."""

    move: Move
    row: CaseStep
    issued: Issued

    @property
    def target(self) -> Target:
        """What the case is about, among the things that an effect can be on.

        Raises:
            NoTarget: a list or a subject is none of them.
        """
        case = self.move.case
        if case.about not in TARGETS:
            raise NoTarget(about=case.about, effect=self.row.effect)
        return Target(TARGETS[case.about], case.about_id)

    @property
    def number(self) -> int:
        """The target's number, where its kind is numbered.

        Raises:
            NoTarget: the case names none.
        """
        if not self.target.id.isdecimal():
            raise NoTarget(about=self.target.id, effect=self.row.effect)
        return int(self.target.id)

    @property
    def paper(self) -> int | None:
        """The paper by which it is done: what the step issued, else nothing."""
        return self.issued.get(self.move.step.makes) if self.move.step.makes else None

    def end(self) -> End:
        """That something ends today, for the reason of the step and by its case."""
        case, step = self.move.case, self.move.step
        return End(
            on=self.move.day,
            why=self.row.reason or step.name.zh,
            basis=f"{case.number}，{_basis(self.move)}",
            actor=self.move.actor.id,
            case_id=case.pk,
            paper_id=self.paper,
        )


def _basis(move: Move) -> str:
    first = move.procedure.basis[0]
    return f"《{first.law}》{first.article or ''}".strip()
