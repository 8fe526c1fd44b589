"""Fields can be filled: patterns compile, examples are right, nothing asked for is thrown away."""

import re

from mingjian.policy.linting.finding import Findings, Rule, Scene, file_of
from mingjian.policy.schema import CatalogueItem, Field

NOT_IN_RE2 = re.compile(r"\(\?(<?[=!]|P=)|\\[1-9]")
PATTERN = Rule(
    "policy.lint.pattern",
    "error",
    "正则表达式无效，或使用了环视、反向引用：{what}",
    "the pattern is no regular expression, or uses look-around or back-references: {what}",
)
EXAMPLE = Rule(
    "policy.lint.example",
    "error",
    "示例值不在代码表内：{what}",
    "the example is not in the code list: {what}",
)
UNCOLLECTED = Rule(
    "policy.lint.uncollected",
    "error",
    "不收集的字段不能必填，也不能用作键、检索或主体：{what}",
    "a field that is not collected cannot be required, nor be key, searched or subject: {what}",
)


def fields(scene: Scene) -> Findings:
    """Yield what makes a field of the pack impossible to fill."""
    for item in scene.pack.catalogue:
        for field in item.fields:
            yield from _field(item, field, scene)


def _field(item: CatalogueItem, field: Field, scene: Scene) -> Findings:
    file, place = file_of(item), f"fields.{field.name}"
    pattern = field.constraints.pattern
    if pattern is not None and not _compiles(pattern):
        yield PATTERN.at(file, place, pattern)
    if not field.collect and (field.required or field.name in _needed(item)):
        yield UNCOLLECTED.at(file, place, field.name)
    codes = scene.codes.get(field.codes or "")
    if codes and field.example and not any(v.fits(field.example) for v in codes.values):
        yield EXAMPLE.at(file, place, field.example)


def _compiles(pattern: str) -> bool:
    """Tell whether Python and the engine of batch validation (RE2) both read the pattern."""
    try:
        re.compile(pattern)
    except re.error:
        return False
    return NOT_IN_RE2.search(pattern) is None


def _needed(item: CatalogueItem) -> set[str]:
    subject = item.subject
    return {*item.key, *item.searched, subject.code, subject.name, item.holds.start}
