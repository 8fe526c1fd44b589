"""Answer for decisions by their numbers, as workbooks and the systems of departments do."""

from collections.abc import Sequence

from mingjian.accounts.actor import Actor
from mingjian.effects.service.answer import answer_each
from mingjian.effects.service.find import Named, decisions_named, the_one
from mingjian.effects.service.given import Served
from mingjian.effects.service.outcome import Outcome
from mingjian.effects.service.said import Said
from mingjian.kernel.problem import Problem


def answer_by_number(actor: Actor, unit_id: str, said: Sequence[Said]) -> list[Outcome]:
    """What became of each, in their order, among the decisions that the unit delivered.

    Who says the same twice is told the same twice; what is recorded is recorded once.

    Raises:
        LogUnavailable: nothing was recorded.
    """
    named = decisions_named({one.number for one in said})
    meant = [_meant(named, one, unit_id) for one in said]
    told = answer_each(actor, [one for one in meant if isinstance(one, Served)])
    return [told[one.record_id] if isinstance(one, Served) else one for one in meant]


def _meant(named: Named, one: Said, unit_id: str) -> Served | Problem:
    try:
        return one.about(the_one(named, one.number, one.code, unit_id).record_id)
    except Problem as problem:
        return problem
