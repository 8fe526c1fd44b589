"""How near two names are, feature by feature. Plain arithmetic over names in normal form."""

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from mingjian.registry.parts import Parts, parts

# Measured in bench/names.py on real former names, short names and near-equal names of others.
SAME_NAME = 0.99
FORMER_NAME = 0.97
NEAREST = 0.95
# The brand multiplies: near-equal names of different organisations differ in it and in nothing
# else. With the same brand alone 0.7 is left. The whole name only settles ties.
_BRAND_ALONE = 0.7
_BESIDE = {"trade": 0.1, "place": 0.15, "form": 0.05}
_TIE = 0.02
_NOT_SAID = 0.5
_FEWEST = 2


def features(asked: str, held: str) -> dict[str, float]:
    """Each feature from 0 (nothing alike) to 1 (the same); what one name does not say is 0.5."""
    a, b = parts(asked), parts(held)
    return {
        "brand": max(_ratio(a.brand, b.brand), _abbreviates(a, b)),
        "trade": _said(a.trade, b.trade),
        "place": _place(a.place, b.place),
        "form": _said(a.form, b.form),
        "whole": _ratio(asked, held),
    }


def weigh(found: dict[str, float]) -> float:
    """The features as one score, below NEAREST: alike is never the same."""
    parts_alike = _BRAND_ALONE + sum(weight * found[name] for name, weight in _BESIDE.items())
    alike = (1 - _TIE) * found["brand"] * parts_alike + _TIE * found["whole"]
    return round(NEAREST * alike, 4)


def _said(one: str, other: str) -> float:
    return _ratio(one, other) if one and other else _NOT_SAID


def _place(one: str, other: str) -> float:
    """浙江宁波 and 宁波 can be the same, 宁波 and 慈溪 cannot."""
    if not one or not other:
        return _NOT_SAID
    return 1.0 if one in other or other in one or one[:2] == other[:2] else 0.0


def _abbreviates(short: Parts, long: Parts) -> float:
    """1 when the brand asked for keeps characters of place, brand and trade in their order.

    南纺 is 南京纺织: an abbreviation begins as the name or its brand does.
    """
    said, whole = short.brand, long.place + long.core
    if len(said) < _FEWEST or len(said) >= len(whole) or said[0] not in {whole[:1], long.brand[:1]}:
        return 0.0
    kept = Indel.distance(said, whole) == len(whole) - len(said)
    return 0.8 if kept else 0.0


def _ratio(one: str, other: str) -> float:
    return round(fuzz.ratio(one, other) / 100, 4)
