"""Lists and measures: nobody is listed or held to anything without basis, level and way out."""

from collections.abc import Iterable

from mingjian.kernel.verdict import NotMet
from mingjian.policy.linting.finding import Findings, Rule, Scene
from mingjian.policy.linting.law import NO_BASIS
from mingjian.policy.schema import ListDefinition
from mingjian.policy.schema.level import SINCE, suffices

NO_EXIT = Rule(
    "policy.lint.no_exit",
    "error",
    "在用名单没有退出条件：{what}",
    "a live list has no exit: {what}",
)
NO_LEVEL = Rule(
    "policy.lint.no_level",
    "error",
    "在用名单没有写明依据的效力层级：{what}",
    "a live list does not say of what level its basis is: {what}",
)
LIST_LOCAL = Rule(
    "policy.lint.list_local",
    "error",
    "仅在本地实施的黑名单、重点关注名单须以地方性法规为依据（国办发〔2020〕49号）：{what}",
    "a black or watch list of one place needs a local regulation (国办发〔2020〕49号): {what}",
)
LIST_LEVEL = Rule(
    "policy.lint.list_level",
    "error",
    "名单依据的效力层级不足（国办发〔2020〕49号）：{what}",
    "the basis of the list is of too low a level (国办发〔2020〕49号): {what}",
)
NO_LAST_DAY = Rule(
    "policy.lint.list_no_last_day",
    "warning",
    "历史名单没有写明终止日期：{what}",
    "a historic list does not say when it ended: {what}",
)
LIST = Rule("policy.lint.list", "error", "引用的名单不存在：{what}", "no such list: {what}")


def lists(scene: Scene) -> Findings:
    """Yield what is wrong with the lists of the pack, and tasks about lists nobody defines."""
    for row, one in enumerate(scene.pack.lists, start=2):
        yield from (rule.at("lists.csv", f"row {row}", one.id) for rule in _broken(one))
    for row, task in enumerate(scene.pack.tasks, start=2):
        for name in task.lists:
            if name not in scene.lists:
                yield LIST.at("tasks.csv", f"row {row}", name)


def _broken(one: ListDefinition) -> Iterable[Rule]:
    if one.status == "historic" and one.effective_to is None:
        yield NO_LAST_DAY
    if one.status != "live":
        return
    if not one.exit or one.ends is None:
        yield NO_EXIT
    if not one.basis:
        yield NO_BASIS
    if one.level is None:
        yield NO_LEVEL
    # Judged by the rule of today: a list that is live now has to satisfy it now.
    elif isinstance(suffices(one.colour, one.scope, one.level, SINCE), NotMet):
        yield LIST_LEVEL if one.scope == "national" else LIST_LOCAL
