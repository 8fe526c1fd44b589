"""Whether a unit may decide a list: nothing is decided by a body that the law does not name."""

from datetime import date
from typing import Final

from mingjian.kernel.verdict import CannotTell, Met, NotMet, Verdict
from mingjian.policy.resolve import Policies
from mingjian.policy.schema.base import Text
from mingjian.policy.schema.decider import EVERY_UNIT

UNTOLD: Final = Text(
    zh="政策包没有写明由哪个单位认定", en="the packs do not tell which unit decides"
)
ANY: Final = Text(zh="不限于一个单位", en="no single unit")


def competence(known: Policies, list_id: str, unit_id: str, on: date) -> Verdict:
    """Tell whether the unit may decide the list on a day; cannot tell where no pack says who."""
    deciders = known.deciders(list_id, on)
    if not deciders:
        return CannotTell(UNTOLD.zh, {"why": UNTOLD})
    if any(one.includes(unit_id) for one in deciders):
        return Met({"list": list_id})
    who = who_decides(known, list_id, on)
    why = Text(zh=f"由{who.zh}认定，本单位无权认定", en=f"decided by {who.en}, not by your unit")
    return NotMet({"why": why})


def who_decides(known: Policies, list_id: str, on: date) -> Text:
    """Say which units may decide the list on a day, or that the packs do not tell.

    Where the source names no single unit, its own words say who (谁处罚谁决定).

    Raises:
        UnknownUnit: a pack names a unit that none defines; the linter refuses it.
    """
    units = [one.unit for one in known.deciders(list_id, on)]
    if not units:
        return UNTOLD
    if EVERY_UNIT in units:
        found = next((one for one in known.lists(on) if one.id == list_id), None)
        return (found.told("district_role") if found else None) or ANY
    names = [known.unit(one).name for one in units]
    return Text(zh="、".join(one.zh for one in names), en=", ".join(one.en for one in names))
