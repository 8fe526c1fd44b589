"""Names (zh, en) for the codes in an answer, from the packs in use; they are no part of it."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.utils import timezone

from mingjian.kernel.problem import NotFound
from mingjian.policy.resolve import Policies
from mingjian.policy.schema.base import Text
from mingjian.policy.standing import policies

Seen = frozenset[tuple[str, str]]
Labels = dict[str, dict[str, dict[str, str]]]
KINDS = {"items": "item", "units": "unit", "lists": "list", "measures": "measure"}


def labels_of(seen: Seen) -> Labels:
    """By kind and code: `seen` are pairs of kind (item, unit, list, measure) and code.

    What the packs no longer know keeps its code for a name.
    """
    known, today = policies(), timezone.localdate()
    return {
        plural: {code: _label(known, kind, code, today) for code in _codes(seen, kind)}
        for plural, kind in KINDS.items()
    }


def label_of(kind: str, code: str) -> dict[str, str]:
    """The name of one code."""
    return _label(policies(), kind, code, timezone.localdate())


def seen_in(text: str | None) -> Seen:
    """The pairs from the statement's text, like "item penalty,unit zhenhai-finance"."""
    pairs = (pair.partition(" ") for pair in (text or "").split(",") if pair)
    return frozenset((kind, code) for kind, _, code in pairs)


def _codes(seen: Seen, wanted: str) -> Iterable[str]:
    return sorted(code for kind, code in seen if kind == wanted)


@lru_cache(maxsize=4096)
def _label(known: Policies, kind: str, code: str, on: date) -> dict[str, str]:
    plain = {"zh": code, "en": code}
    match kind:
        case "item":
            return _item(known, code, on) or {**plain, "effect": ""}
        case "unit":
            found = next((one.name for one in known.units() if one.id == code), None)
            return _both(found) if found else plain
        case "list":
            return next((_both(one.title) for one in known.every_list() if one.id == code), plain)
        case _:
            return _measure(known, code) or {**plain, "category": ""}


def _item(known: Policies, code: str, on: date) -> dict[str, str] | None:
    try:
        item = known.item(code, on)
    except NotFound:
        return None
    return {**_both(item.name), "effect": item.effect}


def _measure(known: Policies, code: str) -> dict[str, str] | None:
    """Measures have a category in Chinese and a description in English."""
    try:
        one = known.measure(code)
    except NotFound:
        return None
    return {"zh": one.category_zh, "en": one.measure, "category": one.category}


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
