"""The fields by which a step's facts are asked for, made from what the procedure says of them."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as now

from mingjian.policy.schema.procedure import Ask
from mingjian.policy.standing import policies
from mingjian.web.fields import LONGEST_TEXT, DayField
from mingjian.web.templatetags.mingjian import said

LAW_PARTS: Final = ("law", "article", "text_version")


def asked(ask: Ask, before: Any) -> Iterator[tuple[str, forms.Field]]:
    """The fields of one fact, by name; `before`: its value of an earlier step, offered again."""
    if ask.type == "law":
        yield from _law(ask, before if isinstance(before, Mapping) else {})
        return
    title = said(ask.title)
    same = {"label": title, "required": ask.required, "initial": before}
    yield f"ask_{ask.name}", _field(ask, same)


def _field(ask: Ask, same: dict[str, Any]) -> forms.Field:
    match ask.type:
        case "date":
            return DayField(**same)
        case "integer":
            return forms.IntegerField(**same, min_value=0)
        case "choice":
            named = [(value, said(name)) for value, name in ask.choices.items()]
            return forms.ChoiceField(**same, choices=[("", now("请选择")), *named])
        case "list":
            return forms.ChoiceField(**same, choices=_lists)
    area = forms.Textarea({"rows": 3})
    return forms.CharField(**same, max_length=LONGEST_TEXT, widget=area)


def _law(ask: Ask, before: Mapping[str, Any]) -> Iterator[tuple[str, forms.Field]]:
    title = said(ask.title)
    labels = (now("法律"), now("条款"), now("文本版本"))
    for part, label in zip(LAW_PARTS, labels, strict=True):
        name = f"ask_{ask.name}_{part}"
        help_text = now("所读法律文本的施行日期，如 2021-07-15") if part == "text_version" else ""
        yield (
            name,
            forms.CharField(
                label=f"{title} · {label}",
                max_length=200,
                required=ask.required,
                initial=before.get(part, ""),
                help_text=help_text,
            ),
        )


def _lists() -> list[tuple[str, str]]:
    found = policies().lists(timezone.localdate())
    live = (one for one in found if one.status == "live")
    return [("", now("请选择")), *((one.id, f"{one.id} {said(one.title)}") for one in live)]
