"""Tags and filters of every page: words in the reader's language, numbers, days, icons, bars."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.safestring import SafeString

from mingjian.accounts.models import Account, Client
from mingjian.policy.standing import policies
from mingjian.registry.find import subject
from mingjian.web import case_words, icons, words
from mingjian.web.menu import menu_for
from mingjian.web.preferences import large_type
from mingjian.web.records import item_on

register = template.Library()

_ACTORS: Mapping[str, type[Account | Client]] = {"user": Account, "client": Client}

_TABLES: Mapping[str, words.Words] = {
    "stage": words.STAGES,
    "via": words.CHANNELS,
    "question": words.QUESTION_KINDS,
    "answer": words.ANSWERS,
    "effect": words.EFFECTS,
    "mark": words.MARKS,
    "severity": words.SEVERITIES,
    "cycle": words.CYCLES,
    "type": words.TYPES,
    "scope": words.SCOPES,
    "kind": words.KINDS,
    "use": words.NAME_USES,
    "origin": words.ORIGINS,
    "succession": words.SUCCESSIONS,
    "code_flag": words.CODE_FLAGS,
    "act": words.ACTS,
    "outcome": words.OUTCOMES,
    "feature": words.FEATURES,
    "entry": words.ENTRIES,
    "batch_stage": words.BATCH_STAGES,
    "sheet_stage": words.SHEET_STAGES,
    "feedback_stage": words.FEEDBACK_STAGES,
    "provisional": words.PROVISIONAL,
    **case_words.TABLES,
}
_TONES: Mapping[str, Mapping[str, str]] = {
    "stage": words.STAGE_TONES,
    **dict.fromkeys(("batch_stage", "sheet_stage", "feedback_stage"), words.BULK_TONES),
    "effect": words.EFFECT_TONES,
    "code_flag": words.CODE_TONES,
    "mark": words.MARK_TONES,
    "severity": {"error": "bad", "warning": "warn"},
    **case_words.TONES,
}
DASH = "—"
WELL, FAIR = 0.95, 0.8


@register.filter
def said(text: Any) -> str:
    """The side of a bilingual text (`zh`, `en`) that the reader understands."""
    return str(getattr(text, words.language(), text)) if text else ""


@register.filter
def told(code: object, table: str) -> str:
    """What a code is called: `{{ submission.stage|told:"stage" }}`."""
    return words.told(_TABLES[table], code)


@register.filter
def tone(code: object, table: str) -> str:
    """The colour a code is shown in; plain when it means nothing good or bad."""
    return _TONES[table].get(str(code), "")


@register.filter
def number(value: object) -> str:
    """A count with thousands apart; a dash when there is none."""
    return f"{value:,}" if isinstance(value, int | float | Decimal) else DASH


@register.filter
def share(value: object) -> str:
    """A share of one as per cent with one decimal; a dash when nothing was counted."""
    return f"{float(value):.1%}" if isinstance(value, int | float | Decimal) else DASH


@register.filter
def day(value: object) -> str:
    """A day as 2026-11-23."""
    if isinstance(value, datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else DASH


@register.filter
def moment(value: object) -> str:
    """A moment of the district's clock, to the minute; the log page shows seconds itself."""
    if not isinstance(value, datetime):
        return DASH
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")


@register.filter
def second(value: object) -> str:
    """A moment of the district's clock, to the second."""
    if not isinstance(value, datetime):
        return DASH
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M:%S")


@register.filter
def size(value: int) -> str:
    """A number of bytes in the unit people use."""
    amount = float(value)
    for unit in ("B", "KB", "MB"):
        if amount < 1024:  # noqa: PLR2004 - the definition of a kilobyte
            return f"{amount:.0f} {unit}"
        amount /= 1024
    return f"{amount:.1f} GB"


@register.filter
def unit(unit_id: str) -> str:
    """The name of a unit of government; an id the packs do not know shows as it is."""
    found = next((one for one in policies().units() if one.id == unit_id), None)
    return said(found.name) if found else unit_id


@register.filter
def whose(account: Account) -> str:
    """For whom somebody acts: his unit, or the organisation."""
    if account.subject_id is None:
        return unit(account.unit_id)
    found = subject(account.subject_id)
    return found.name if found else ""


@register.filter
def item_name(item_id: str) -> str:
    """What a catalogue item is called today; one that left the catalogue shows its id."""
    item = item_on(item_id, timezone.localdate())
    return said(item.name) if item else item_id


@register.filter
def actor(actor_id: str) -> str:
    """Who `user:7` or `client:1` is: a person's or a system's name; others as the log has them."""
    kind, _, number_ = actor_id.partition(":")
    known = _ACTORS.get(kind)
    if known is None or not number_.isdigit():
        return actor_id
    return known.objects.filter(pk=number_).values_list("name", flat=True).first() or actor_id


@register.filter
def get(mapping: Mapping[str, object], key: str) -> object:
    """The value of a key that only the data know."""
    return mapping.get(key, "")


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon beside words."""
    return icons.icon(name)


@register.inclusion_tag("components/meter.html")
def meter(value: float | None, label: str, *, rated: bool = True) -> dict[str, object]:
    """A share of one as a bar and a number; `rated`: coloured by how well it is."""
    if value is None:
        return {"share": None, "label": label}
    tone_ = "good" if value >= WELL else "warn" if value >= FAIR else "bad"
    width = round(100 * value, 1)
    return {"share": value, "width": width, "tone": tone_ if rated else "", "label": label}


@register.inclusion_tag("components/menu.html", takes_context=True)
def menu(context: Context) -> dict[str, object]:
    """The left menu: only what the reader has a right to."""
    request = context["request"]
    return {"groups": menu_for(request), "path": request.path}


@register.simple_tag(takes_context=True)
def type_size(context: Context) -> str:
    """`large` when the reader asked for large type, else `normal`."""
    request = context.get("request")
    return "large" if request is not None and large_type(request) else "normal"
