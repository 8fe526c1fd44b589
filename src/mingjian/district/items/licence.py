"""Rows of licences."""

from collections.abc import Sequence

import numpy as np

from mingjian.district.codes import DIVISION
from mingjian.district.deliveries import Delivery
from mingjian.district.dice import Whole
from mingjian.district.items.decision import OPEN_END, decisions, mix, party_fields
from mingjian.district.quota import Soiled
from mingjian.district.scene import Scene
from mingjian.district.text import Column, Columns, chosen, either, iso, joined, numbered, repeated
from mingjian.district.words import LicenceKind, departments

_PARTIES = mix(0.60, 0.35, cooperative=0.02, social_organisation=0.02, institution=0.01)
_YEAR = 365


def licence_rows(scene: Scene, delivery: Delivery, rows: Whole, soiled: Soiled) -> Columns:
    """Return the fields of licences that a department gave."""
    decided = decisions(scene, delivery, rows, soiled, _PARTIES)
    kinds = next(d.kinds for d in departments().licence if d.unit == delivery.unit)
    place = scene.dice(delivery).below("kind", rows, len(kinds))
    return {
        **party_fields(scene, "XK", decided.parties),
        **_texts(kinds, place),
        **_period(kinds, place, decided.days),
        **_authority(scene, delivery, len(rows)),
        "XK_WSH": decided.number,
        "XK_XKBH": _certificate_number(kinds, place, rows + delivery.first_number),
        "XK_ZT": repeated("1", len(rows)),
    }


def _texts(kinds: Sequence[LicenceKind], place: Whole) -> Columns:
    certificate = chosen([kind.certificate for kind in kinds], place)
    return {
        "XK_XKWS": chosen([kind.title for kind in kinds], place),
        "XK_XKLB": chosen([kind.class_ for kind in kinds], place),
        "XK_NR": chosen([kind.content for kind in kinds], place),
        "XK_XKZS": certificate,
        "XK_XMMC": certificate,
    }


def _certificate_number(kinds: Sequence[LicenceKind], place: Whole, counted: Whole) -> Column:
    prefix = chosen([kind.prefix for kind in kinds], place)
    return joined(prefix, DIVISION, numbered(counted, digits=8))


def _period(kinds: Sequence[LicenceKind], place: Whole, days: Whole) -> Columns:
    years = np.array([kind.years for kind in kinds])[place]
    last = iso(days + np.maximum(years * _YEAR - 1, 0))
    return {
        "XK_JDRQ": iso(days),
        "XK_YXQZ": iso(days),
        "XK_YXQZI": either(years > 0, last, OPEN_END),
    }


def _authority(scene: Scene, delivery: Delivery, size: int) -> Columns:
    name, code = scene.authority(delivery.unit)
    return {
        "XK_XKJG": repeated(name, size),
        "XK_XKJGDM": repeated(code, size),
        "XK_LYDW": repeated(name, size),
        "XK_LYDWDM": repeated(code, size),
    }
