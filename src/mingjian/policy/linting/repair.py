"""Repair rules: classes apart, periods the right way round, one set at a time in each scope."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from mingjian.policy.linting.clashes import OVERLAP, REPEATED, any_overlap, twice
from mingjian.policy.linting.finding import Findings, Rule, Scene
from mingjian.policy.schema import RepairRules
from mingjian.policy.schema.base import Dated
from mingjian.policy.schema.repair_parts import RepairClass

PERIODS = Rule(
    "policy.lint.repair_periods",
    "error",
    "最短期限长于最长期限：{what}",
    "the shortest term is longer than the longest: {what}",
)
CONTENT = Rule(
    "policy.lint.repair_content",
    "error",
    "同一内容归入多个类别：{what}",
    "one thing falls in several classes: {what}",
)
OTHERS = Rule(
    "policy.lint.repair_others",
    "error",
    "兜底类别多于一个：{what}",
    "more than one class takes what falls in no other: {what}",
)
LISTED = Rule(
    "policy.lint.repair_list", "error", "引用的名单不存在：{what}", "no such list: {what}"
)
CLASS = Rule(
    "policy.lint.repair_class", "error", "引用的类别不存在：{what}", "no such class: {what}"
)


def repair(scene: Scene) -> Findings:
    """Yield what makes repair rules of the pack ambiguous or impossible."""
    ids = [rules.id for pack in scene.all for rules in pack.repair]
    yield from (REPEATED.at("repair", one, one) for one in twice(ids))
    yield from _together(scene)
    yield from _exits(scene)
    for rules in scene.pack.repair:
        yield from _classes(rules)


def _together(scene: Scene) -> Findings:
    """One jurisdiction has one set at a time in a scope; ways out of lists are dated singly."""
    scopes: dict[tuple[str, str], list[RepairRules]] = defaultdict(list)
    for pack in scene.all:
        for rules in pack.repair:
            scopes[rules.jurisdiction, rules.scope].append(rules)
    for (_, scope), sets in scopes.items():
        if scope != "lists" and any_overlap(sets):
            yield OVERLAP.at("repair", scope, ", ".join(sorted(one.id for one in sets)))


def _exits(scene: Scene) -> Findings:
    known = {one.id for pack in scene.all for one in pack.lists}
    exits: dict[str, list[Dated]] = defaultdict(list)
    for rules in scene.pack.repair:
        for one in rules.list_exits:
            exits[one.list_id].append(one)
            if one.list_id not in known:
                yield LISTED.at(_file(rules), "list_exits", one.list_id)
    for list_id, versions in exits.items():
        if any_overlap(versions):
            yield OVERLAP.at("repair", "list_exits", list_id)


def _classes(rules: RepairRules) -> Findings:
    ids = [one.id for one in rules.classes]
    yield from (REPEATED.at(_file(rules), "classes", one) for one in twice(ids))
    contents = [str(part) for one in rules.classes for part in _contents(one)]
    yield from (CONTENT.at(_file(rules), "classes", part) for part in twice(contents))
    others = [one.id for one in rules.classes if one.others]
    if len(others) > 1:
        yield OTHERS.at(_file(rules), "classes", ", ".join(others))
    named = [name for paper in rules.documents for name in paper.classes]
    yield from (CLASS.at(_file(rules), "documents", n) for n in named if n not in ids)
    yield from (PERIODS.at(_file(rules), "classes", one) for one in _reversed(rules.classes))


def _contents(one: RepairClass) -> Iterator[str]:
    yield from {str(part) for falls in one.falls for part in falls.contents}


def _reversed(classes: Iterable[RepairClass]) -> Iterator[str]:
    for one in classes:
        if one.min_months and one.max_months and one.min_months > one.max_months:
            yield one.id


def _file(rules: RepairRules) -> str:
    return f"repair/{rules.id}.yaml"
