"""Rows of the market register."""

import numpy as np

from mingjian.district.codes import DIVISION
from mingjian.district.days import number
from mingjian.district.deliveries import Delivery
from mingjian.district.dice import Dice, Whole
from mingjian.district.figures import (
    CAPITAL_MISSING,
    CAPITAL_SHARES,
    CAPITAL_WAN,
    STATUS,
    TOWNS,
)
from mingjian.district.names import MARK
from mingjian.district.plan import Soil
from mingjian.district.population import CLASSES, MARKET
from mingjian.district.quota import Soiled
from mingjian.district.scene import Scene
from mingjian.district.text import Column, Columns, chosen, either, iso, joined, numbered, repeated
from mingjian.district.words import names as words
from mingjian.kernel.uscc_tables import SubjectClass

_TYPES = ("个体工商户", "企业", "农民专业合作社")
_FUTURE_FROM = 20
_CHANGED_SHARE = 0.08
_ROUNDED = ((100.0, 1.0), (1_000.0, 10.0), (np.inf, 100.0))


def register_rows(scene: Scene, delivery: Delivery, rows: Whole, soiled: Soiled) -> Columns:
    """Return the register's fields; the row's place among its dirt decides the subject."""
    subjects = scene.population.listed(soiled.ranks)
    days = scene.population.registered(subjects)
    coming = number(scene.plan.until) + _FUTURE_FROM
    days = np.where(soiled.are(Soil.FUTURE_DATE), coming, days)
    authority, _ = scene.authority(delivery.unit)
    return {
        "uscc": scene.population.codes(subjects),
        "name": scene.population.names(subjects),
        "registered_on": iso(days),
        "changed_on": _changed(scene, subjects, days),
        "registrar": repeated(authority, len(rows)),
        "registrar_area": repeated(DIVISION, len(rows)),
        **_particulars(scene, subjects),
    }


def _particulars(scene: Scene, subjects: Whole) -> dict[str, Column]:
    dice, classes = scene.population.dice, scene.population.classes(subjects)
    towns = [scene.policies.unit(unit).name.zh for unit in TOWNS]
    town = chosen(towns, dice.weighted("town", subjects, list(TOWNS.values())))
    industries = [industry.name for industry in words().industries]
    house = numbered(1 + dice.below("house", subjects, 888))
    return {
        "type": chosen(_TYPES, classes),
        "status": _status(dice, subjects, classes),
        "capital": _capital(dice, subjects, classes),
        "industry": chosen(industries, scene.population.industries(subjects)),
        "division": repeated(DIVISION, len(subjects)),
        "town": town,
        "address": joined(town, MARK, "路", house, "号"),
    }


def _status(dice: Dice, subjects: Whole, classes: Whole) -> Column:
    texts = list(STATUS[SubjectClass.ENTERPRISE])
    found = np.zeros_like(subjects)
    for place, kind in enumerate(MARKET):
        weights = list(STATUS.get(kind, STATUS[SubjectClass.ENTERPRISE]).values())
        found = np.where(classes == place, dice.weighted("status", subjects, weights), found)
    return chosen(texts, found)


def _capital(dice: Dice, subjects: Whole, classes: Whole) -> Column:
    """Registered capital in 万元; individual businesses state small funds or none."""
    share = dice.share("capital", subjects)
    share = np.where(classes == CLASSES.index(SubjectClass.INDIVIDUAL_BUSINESS), share / 8, share)
    wan = np.interp(share, CAPITAL_SHARES, CAPITAL_WAN)
    step = np.select([wan < end for end, _ in _ROUNDED], [step for _, step in _ROUNDED])
    stated = dice.share("capital stated", subjects) >= CAPITAL_MISSING
    return either(stated, numbered((np.round(wan / step) * step).astype(np.int64)), "")


def _changed(scene: Scene, subjects: Whole, days: Whole) -> Column:
    dice = scene.population.dice
    span = np.maximum(number(scene.plan.until) - days, 1)
    later = iso(days + dice.below("changed", subjects, span))
    seldom = dice.share("has changed", subjects) < _CHANGED_SHARE
    return either(seldom & (days < number(scene.plan.until)), later, "")
