"""Rows of penalties: every party is made up, its code of 330299 and its name with 示例."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from mingjian.district.days import number
from mingjian.district.deliveries import Delivery
from mingjian.district.dice import Whole
from mingjian.district.items.decision import OPEN_END, decisions, mix, party_fields
from mingjian.district.quota import Soiled
from mingjian.district.scene import Scene
from mingjian.district.text import Column, Columns, chosen, either, iso, joined, repeated
from mingjian.district.words import PenaltyKind, departments

_PARTIES = mix(0.66, 0.33, cooperative=0.01)
_CLASSES = "penalty-class"
_SPLIT = "没收违法所得"
_BEFORE_SPLIT = "没收违法所得、没收非法财物"
_YEAR = 365
_ENDS_SHARE = 0.3

FINES_YUAN = (5000, 6000, 8000, 10000, 12500, 15000, 20000, 30000, 50000, 80000, 100000, 200000)
"""Above what a simple procedure may impose on an organisation (行政处罚法 51)."""

_GAINS_YUAN = (320, 860, 1450, 2600, 7200, 18400)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """How a case ends, and of a hundred cases how many do."""

    classes: str
    weight: float
    fined: bool
    gains: bool = False
    before: str = ""
    instead: str = ""


_FINE = _Outcome("罚款", 70, fined=True)
_OUTCOMES = (
    _FINE,
    _Outcome("警告;罚款", 12, fined=True, before="警告，"),
    _Outcome(f"罚款;{_SPLIT}", 8, fined=True, gains=True),
    _Outcome("责令停产停业", 4, fined=False, instead="责令停产停业整顿"),
    _Outcome("其他-责令改正", 6, fined=False, instead="责令改正违法行为"),
)
_AMOUNTS = np.array([(o.fined, o.gains) for o in _OUTCOMES])
"""Which outcomes have a fine, and which a confiscated amount."""


def penalty_rows(scene: Scene, delivery: Delivery, rows: Whole, soiled: Soiled) -> Columns:
    """Return the fields of penalties that a department imposed."""
    decided = decisions(scene, delivery, rows, soiled, _PARTIES)
    kinds = next(d.kinds for d in departments().penalty if d.unit == delivery.unit)
    dice = scene.dice(delivery)
    return {
        **party_fields(scene, "CF", decided.parties),
        **_facts(kinds, dice.below("kind", rows, len(kinds))),
        **_punishment(scene, delivery, rows, decided.days, soiled),
        **_authority(scene, delivery, len(rows)),
        "CF_WSH": decided.number,
        "CF_JDRQ": iso(decided.days),
        "CF_YXQ": repeated(OPEN_END, len(rows)),
        "CF_GSJZQ": either(dice.share("ends", rows) < _ENDS_SHARE, iso(decided.days + _YEAR), ""),
    }


def _facts(kinds: Sequence[PenaltyKind], place: Whole) -> Columns:
    kind = chosen([kind.type for kind in kinds], place)
    return {
        "CF_WFXW": kind,
        "CF_CFMC": kind,
        "CF_SY": chosen([kind.facts for kind in kinds], place),
        "CF_YJ": chosen([kind.basis for kind in kinds], place),
    }


def _punishment(
    scene: Scene, delivery: Delivery, rows: Whole, days: Whole, soiled: Soiled
) -> Columns:
    dice = scene.dice(delivery)
    outcome = dice.weighted("outcome", rows, [o.weight for o in _OUTCOMES])
    outcome[soiled.any] = _OUTCOMES.index(_FINE)
    fined, gains = _AMOUNTS[outcome].T
    fine, taken = dice.below("fine", rows, len(FINES_YUAN)), dice.below("gains", rows, 6)
    return {
        "CF_CFLB": _classes(scene, outcome, days),
        "CF_NR": _content(outcome, fine, taken),
        "CF_NR_FK": either(fined, chosen([wan(yuan) for yuan in FINES_YUAN], fine), ""),
        "CF_NR_WFFF": either(gains, chosen([wan(yuan) for yuan in _GAINS_YUAN], taken), ""),
    }


def wan(yuan: int) -> str:
    """Return yuan in 万元, as people write it: 0.5, 1.25, 20."""
    return f"{(Decimal(yuan) / 10_000).normalize():f}"


def _classes(scene: Scene, outcome: Whole, days: Whole) -> Column:
    """The classes by the code list of the decision's day: confiscation was one, then two."""
    now = [o.classes for o in _OUTCOMES]
    before = [text.replace(_SPLIT, _BEFORE_SPLIT) for text in now]
    return either(days < number(_split_on(scene)), chosen(before, outcome), chosen(now, outcome))


def _split_on(scene: Scene) -> date:
    values = scene.policies.code_list(_CLASSES).values
    found = (v.effective_from for v in values if v.value == _SPLIT)
    return next(found, None) or date.min


def _content(outcome: Whole, fine: Whole, taken: Whole) -> Column:
    fines = chosen([f"罚款人民币{yuan}元" for yuan in FINES_YUAN], fine)
    gains = chosen([f"，没收违法所得人民币{yuan}元" for yuan in _GAINS_YUAN], taken)
    fined, taking = _AMOUNTS[outcome].T
    amount = either(taking, joined(fines, gains), fines)
    instead = chosen([o.instead for o in _OUTCOMES], outcome)
    before = chosen([o.before for o in _OUTCOMES], outcome)
    return joined(before, either(fined, amount, instead))


def _authority(scene: Scene, delivery: Delivery, size: int) -> Columns:
    name, code = scene.authority(delivery.unit)
    return {
        "CF_CFJG": repeated(name, size),
        "CF_CFJGDM": repeated(code, size),
        "CF_SJLY": repeated(name, size),
        "CF_SJLYDM": repeated(code, size),
    }
