"""Layouts can be read: headers are plain, values land in the lists, nothing required is lost."""

from mingjian.policy.linting.clashes import REPEATED, twice
from mingjian.policy.linting.finding import Findings, Rule, Scene, file_of
from mingjian.policy.schema import CatalogueItem, Layout

HEADER = Rule(
    "policy.lint.header",
    "error",
    "版式中的列名重复：{what}",
    "a header stands twice in the layout: {what}",
)
JOINED = Rule(
    "policy.lint.joined",
    "error",
    "多列填入同一字段，但该字段不能多值：{what}",
    "several columns fill a field that takes one value: {what}",
)
MAPPED = Rule(
    "policy.lint.mapped",
    "error",
    "值映射的结果不在代码表内：{what}",
    "a mapped value is not in the code list: {what}",
)
LACKS = Rule(
    "policy.lint.layout_lacks",
    "error",
    "版式缺少必填字段，也未列入 absent：{what}",
    "the layout has no column for a required field, nor names it as absent: {what}",
)
PRESENT = Rule(
    "policy.lint.layout_has",
    "error",
    "版式声明没有该字段，却有对应的列：{what}",
    "the layout names a field as absent and has a column for it: {what}",
)


def layouts(scene: Scene) -> Findings:
    """Yield what makes a layout of the pack unreadable."""
    for item in scene.pack.catalogue:
        ids = [layout.id for layout in item.every_layout()]
        yield from (REPEATED.at(file_of(item), "layouts", one) for one in twice(ids))
        for layout in item.every_layout():
            yield from _headers(item, layout)
            yield from _filled(item, layout)
            yield from _maps(item, layout, scene)


def _headers(item: CatalogueItem, layout: Layout) -> Findings:
    names = [name for column in layout.columns for name in dict.fromkeys(column.headers)]
    for name in twice(names):
        yield HEADER.at(file_of(item), f"layouts.{layout.id}", name)


def _filled(item: CatalogueItem, layout: Layout) -> Findings:
    file, place = file_of(item), f"layouts.{layout.id}"
    filled = [column.field for column in layout.columns if column.field is not None]
    for name in twice(filled):
        field = item.field(name)
        if field is not None and field.many is None:
            yield JOINED.at(file, place, name)
    required = {field.name for field in item.fields if field.required}
    for name in sorted(required - {*filled, *layout.absent}):
        yield LACKS.at(file, place, name)
    for name in sorted({*filled} & {*layout.absent}):
        yield PRESENT.at(file, place, name)


def _maps(item: CatalogueItem, layout: Layout, scene: Scene) -> Findings:
    for name, given in layout.value_maps.items():
        field = item.field(name)
        codes = scene.codes.get(field.codes or "") if field else None
        for ours in given.values():
            if codes and ours is not None and not any(v.fits(ours) for v in codes.values):
                yield MAPPED.at(file_of(item), f"layouts.{layout.id}.{name}", ours)
