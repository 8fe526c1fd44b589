"""Rows of the list of abnormal operations: enterprises only, each of them once."""

from mingjian.district.days import number
from mingjian.district.deliveries import ABNORMAL, Delivery
from mingjian.district.dice import Shuffle, Whole
from mingjian.district.plan import Soil
from mingjian.district.quota import Soiled
from mingjian.district.scene import Scene
from mingjian.district.text import Columns, chosen, either, iso, repeated
from mingjian.kernel.uscc_tables import SubjectClass

_REASONS = "abnormal-reason"
_REMOVED_SHARE = 0.6
_CURE = "已履行相关义务，申请移出"


def abnormal_rows(scene: Scene, delivery: Delivery, rows: Whole, soiled: Soiled) -> Columns:
    """Return the fields of entries into the list, and of removals where there was one."""
    parties = _parties(scene, rows)
    earliest = scene.item(delivery).effective_from
    days = scene.decided(delivery, rows, parties, soiled, earliest)
    reasons = [v.value for v in scene.policies.codes(_REASONS, scene.plan.until).values]
    return {
        "uscc": scene.population.codes(parties),
        "name": scene.population.names(parties),
        "reason": chosen(reasons, scene.dice(delivery).below("reason", rows, len(reasons))),
        "listed_on": iso(days),
        "authority": repeated(scene.authority(delivery.unit)[0], len(rows)),
        **_removal(scene, delivery, rows, days, soiled),
    }


def _parties(scene: Scene, rows: Whole) -> Whole:
    population = scene.population
    size = population.counts[SubjectClass.ENTERPRISE]
    order = Shuffle.of(size, scene.plan.seed, ABNORMAL)
    return population.drawn(SubjectClass.ENTERPRISE, order.rank(rows) / size + 0.5 / size)


def _removal(scene: Scene, delivery: Delivery, rows: Whole, days: Whole, soiled: Soiled) -> Columns:
    dice, until = scene.dice(delivery), number(scene.plan.until)
    left = dice.share("removed", rows) < _REMOVED_SHARE
    left &= ~soiled.are(Soil.FUTURE_DATE)
    on = days + 1 + dice.below("stay", rows, (until - days).clip(1))
    authority, _ = scene.authority(delivery.unit)
    return {
        "removed_on": either(left, iso(on), ""),
        "removal_reason": either(left, repeated(_CURE, len(rows)), ""),
        "removal_authority": either(left, repeated(authority, len(rows)), ""),
    }
