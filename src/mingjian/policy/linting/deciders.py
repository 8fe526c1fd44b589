"""Deciders: a list that the district decides, a unit that exists; and what is left untold."""

from mingjian.policy.linting.finding import Findings, Rule, Scene
from mingjian.policy.linting.lists import LIST
from mingjian.policy.linting.references import UNIT
from mingjian.policy.schema.decider import EVERY_UNIT

FILE = "deciders.csv"
NOT_DECIDED = Rule(
    "policy.lint.decider_of_none",
    "error",
    "名单不由本区认定，不得写明认定单位：{what}",
    "a list that the district does not decide has no decider here: {what}",
)
UNTOLD = Rule(
    "policy.lint.decider_untold",
    "warning",
    "本区认定的名单没有写明由哪个单位认定：{what}",
    "the district decides a list, and no unit is named that may: {what}",
)


def deciders(scene: Scene) -> Findings:
    """Yield what is wrong with the deciders of the pack, and the lists that it leaves out.

    A pack without deciders says nothing of competence, so that it leaves nothing out.
    """
    decided = {one.id for pack in scene.all for one in pack.lists if one.part == "decides"}
    for row, one in enumerate(scene.pack.deciders, start=2):
        if one.list not in scene.lists:
            yield LIST.at(FILE, f"row {row}", one.list)
        elif one.list not in decided:
            yield NOT_DECIDED.at(FILE, f"row {row}", one.list)
        if one.unit != EVERY_UNIT and one.unit not in scene.units:
            yield UNIT.at(FILE, f"row {row}", one.unit)
    if scene.pack.deciders:
        named = {one.list for pack in scene.all for one in pack.deciders}
        yield from (UNTOLD.at(FILE, "", one) for one in sorted(decided - named))
