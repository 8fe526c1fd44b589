"""Every reference of an item resolves: fields, code lists, deadlines, units."""

from collections.abc import Iterator

from mingjian.policy.linting.finding import Findings, Rule, Scene, file_of
from mingjian.policy.schema import (
    AnyOf,
    CatalogueItem,
    ClassFitsCode,
    Layout,
    Ordered,
    RequiredWhen,
    RowCheck,
)

FIELD = Rule("policy.lint.field", "error", "引用的字段不存在：{what}", "no such field: {what}")
CODES = Rule(
    "policy.lint.codes", "error", "引用的代码表不存在：{what}", "no such code list: {what}"
)
DEADLINE = Rule("policy.lint.deadline", "error", "引用的期限不存在：{what}", "no deadline: {what}")
UNIT = Rule("policy.lint.unit", "error", "引用的单位不存在：{what}", "no such unit: {what}")
ITEM = Rule("policy.lint.item", "error", "引用的事项不存在：{what}", "no such item: {what}")
HOLDS = Rule("policy.lint.holds", "error", "{what} 不是日期字段", "{what} is not a date field")


def references(scene: Scene) -> Findings:
    """Yield what an item, an owner or a task of the pack names and nothing defines."""
    for item in scene.pack.catalogue:
        yield from _fields(item)
        yield from _tables(item, scene)
        yield from _dates(item)
    yield from _owners(scene)
    yield from _tasks(scene)
    yield from _parents(scene)


def _fields(item: CatalogueItem) -> Findings:
    known = {field.name for field in item.fields}
    for place, name in _named(item):
        if name not in known:
            yield FIELD.at(file_of(item), place, name)


def _named(item: CatalogueItem) -> Iterator[tuple[str, str]]:
    yield from (("key", name) for name in item.key)
    yield from (("searched", name) for name in item.searched)
    subject, holds = item.subject, item.holds
    yield from (("subject", name) for name in (subject.code, subject.name, *subject.other_codes))
    grounds = item.grounds
    if grounds is not None:
        yield from (("grounds", name) for name in (grounds.basis, grounds.reason) if name)
    dates = (holds.start, holds.end, holds.fallback)
    yield from (("holds", name) for name in dates if name is not None)
    if item.refresh.counted_from:
        yield "refresh.counted_from", item.refresh.counted_from
    for number, check in enumerate(item.row_checks, start=1):
        yield from ((f"row_checks[{number}] {check.kind}", name) for name in _of_check(check))
    for layout in item.layouts:
        yield from ((f"layouts.{layout.id}", name) for name in _of_layout(layout))


def _of_check(check: RowCheck) -> tuple[str, ...]:
    match check:
        case RequiredWhen():
            return (check.field, check.when.field)
        case Ordered():
            return (check.first, check.then)
        case AnyOf():
            return check.fields
        case ClassFitsCode():
            return (check.class_field, check.code_field)
        case _:
            return (check.field,)


def _of_layout(layout: Layout) -> Iterator[str]:
    yield from (column.field for column in layout.columns if column.field is not None)
    yield from (*layout.value_maps, *layout.scale, *layout.absent)


def _tables(item: CatalogueItem, scene: Scene) -> Findings:
    file = file_of(item)
    for field in item.fields:
        if field.codes is not None and field.codes not in scene.codes:
            yield CODES.at(file, f"fields.{field.name}", field.codes)
    deadline = item.refresh.deadline
    if deadline is not None and deadline not in scene.deadlines:
        yield DEADLINE.at(file, "refresh.deadline", deadline)
    for owner in item.owners:
        if owner != "*" and owner not in scene.units:
            yield UNIT.at(file, "owners", owner)


def _dates(item: CatalogueItem) -> Findings:
    holds = item.holds
    for name in (holds.start, holds.end, holds.fallback):
        field = item.field(name) if name else None
        if field is not None and field.type != "date":
            yield HOLDS.at(file_of(item), "holds", field.name)


def _owners(scene: Scene) -> Findings:
    for row, owner in enumerate(scene.pack.owners, start=2):
        if owner.item not in scene.items:
            yield ITEM.at("owners.csv", f"row {row}", owner.item)
        if owner.unit not in scene.units:
            yield UNIT.at("owners.csv", f"row {row}", owner.unit)


def _tasks(scene: Scene) -> Findings:
    for row, task in enumerate(scene.pack.tasks, start=2):
        for unit in dict.fromkeys((*task.units, *task.lead_units, *task.supporting_units)):
            if unit not in scene.units:
                yield UNIT.at("tasks.csv", f"row {row}", unit)


def _parents(scene: Scene) -> Findings:
    for row, unit in enumerate(scene.pack.units, start=2):
        if unit.parent is not None and unit.parent not in scene.units:
            yield UNIT.at("units.csv", f"row {row}", unit.parent)
