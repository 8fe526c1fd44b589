"""Measures attach only by their article, and only to lists and matters that are defined."""

from mingjian.policy.linting.finding import Findings, Rule, Scene
from mingjian.policy.linting.lists import LIST
from mingjian.policy.schema import Measure

FILE = "measures.csv"
NO_ARTICLE = Rule(
    "policy.lint.measure_no_article",
    "error",
    "措施将随名单或不良信息而适用，却没有条款：{what}",
    "a measure is to attach by itself and names no article: {what}",
)
RECALLED = Rule(
    "policy.lint.measure_recalled",
    "error",
    "仅凭记忆、未经核实的措施不得随名单或不良信息而适用：{what}",
    "a measure that is recalled only may not attach by itself: {what}",
)
MATTER = Rule(
    "policy.lint.measure_matter",
    "error",
    "引用的核查事项不存在：{what}",
    "no such matter to check for: {what}",
)


def measures(scene: Scene) -> Findings:
    """Yield measures that could attach wrongly, or name a list or a matter nobody defines."""
    for row, one in enumerate(scene.pack.measures, start=2):
        place = f"row {row}"
        if one.lists or one.on_adverse:
            yield from (rule.at(FILE, place, one.id) for rule in _attached(one))
        yield from (LIST.at(FILE, place, name) for name in one.lists if name not in scene.lists)
    yield from _matters(scene)


def _attached(one: Measure) -> list[Rule]:
    recalled = one.is_recalled("basis", "article", "lists", "matters")
    wrong = {NO_ARTICLE: not one.article, RECALLED: recalled}
    return [rule for rule, broken in wrong.items() if broken]


def _matters(scene: Scene) -> Findings:
    # Occasions to check for are provincial law: measures of the nation are held against them in
    # the pack that first defines matters, not in a pack that has none and extends none.
    known = {matter.id for pack in scene.all for matter in pack.matters}
    for pack in scene.all if scene.pack.matters else (scene.pack,):
        for one in pack.measures if known else ():
            for name in one.matters:
                if name not in known:
                    yield MATTER.at(FILE, f"{pack.id}.{one.id}", name)
