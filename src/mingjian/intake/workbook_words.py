"""The sentences on a template: what belongs into a column, and by which law."""

from collections.abc import Iterator
from typing import Final

from mingjian.kernel.problem import Language
from mingjian.policy.schema import Basis, CatalogueItem, Field

TYPES: Final = {
    "string": ("文本", "text"),
    "date": ("日期，例如 2024-01-02", "date, e.g. 2024-01-02"),
    "integer": ("整数", "whole number"),
    "number": ("数字", "number"),
    "boolean": ("是 / 否", "是 (yes) / 否 (no)"),
}
FORMATS: Final = {
    "uscc": ("18位统一社会信用代码，须为文本格式", "18 characters, as text"),
    "organisation_code": ("9位组织机构代码", "organisation code of 9 characters"),
}


def comment_on(field: Field, language: Language) -> str:
    """All that is worth knowing about a column, a line for each; both languages' names."""
    return "\n".join(line for line in _lines(field, language) if line)


def in_words(zh: str, en: str, language: Language) -> str:
    """One of the two."""
    return zh if language == "zh" else en


def law(basis: Basis) -> str:
    """A legal basis in one line; what is only recalled says so."""
    article = f" {basis.article}" if basis.article else ""
    version = f"（{basis.text_version}）" if basis.text_version else ""
    mark = "" if basis.mark == "verified" else f" [{basis.mark}]"
    return f"{basis.law}{article}{version}{mark}"


def laws(item: CatalogueItem) -> str:
    """Every legal basis of an item."""
    return "\n".join(law(basis) for basis in item.basis)


def _lines(field: Field, language: Language) -> Iterator[str]:
    def say(zh: str, en: str) -> str:
        return in_words(zh, en, language)

    yield f"{field.title.zh} / {field.title.en}"
    yield say("必填", "required") if field.required else say("选填", "optional")
    yield say(*TYPES[field.type])
    if field.format:
        yield say(*FORMATS[field.format])
    yield from _bounds(field, language)
    if field.codes:
        yield say("从下拉列表中选择，代码表见“说明”", "choose from the list; see the help sheet")
    if field.many:
        yield say(f"可填多个，用“{field.many}”隔开", f"several are joined by {field.many}")
    if field.note:
        yield say(field.note.zh, field.note.en)
    if field.example:
        yield say(f"例：{field.example}", f"e.g. {field.example}")
    yield say(f"来源：{field.source}", f"source: {field.source}") + f" [{field.mark}]"


def _bounds(field: Field, language: Language) -> Iterator[str]:
    limits = field.constraints
    if field.unit:
        yield in_words(f"单位：{field.unit}", f"unit: {field.unit}", language)
    if limits.max_length is not None:
        zh, en = f"不超过 {limits.max_length} 字", f"up to {limits.max_length} characters"
        yield in_words(zh, en, language)
    if limits.decimals is not None:
        zh, en = f"最多 {limits.decimals} 位小数", f"up to {limits.decimals} decimal places"
        yield in_words(zh, en, language)
