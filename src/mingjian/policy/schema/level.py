"""Which level of law a list needs: 国办发〔2020〕49号, and what it leaves open."""

from datetime import date
from typing import Literal

from mingjian.kernel.verdict import CannotTell, Met, NotMet, Verdict
from mingjian.policy.schema.base import Text

Colour = Literal["red", "black", "watch"]
Scope = Literal["national", "provincial", "local"]
Level = Literal[
    "law",
    "judicial_interpretation",
    "administrative_regulation",
    "local_regulation",
    "departmental_rule",
    "normative_document",
    "policy_document",
    "local_programme",
    "none",
]

LAW = "国办发〔2020〕49号"
# The month is verified, the day recalled; it only decides between "not met" and "cannot tell".
SINCE = date(2020, 12, 18)
# `policy_document` is one of the centre (中央政策文件); a joint memorandum of departments is a
# normative document. The departmental rule suffices "for the time being".
NATIONAL = frozenset(
    {
        "law",
        "administrative_regulation",
        "policy_document",
        "judicial_interpretation",
        "departmental_rule",
    }
)
REGIONAL = frozenset({"law", "administrative_regulation", "local_regulation"})

UNKNOWN = Text(zh="名单依据的效力层级未查清", en="the level of the list's basis is not known")
NOTHING = Text(zh="名单没有成文依据", en="the list has no document behind it")
BEFORE = Text(
    zh="49号文之前所需的依据层级未查清", en="which level sufficed before notice 49 is not known"
)
TOO_LOW = {
    "national": Text(
        zh="全国名单须以法律、行政法规、中央政策文件、司法解释或部门规章为依据",
        en="a national list needs law, administrative regulation, central policy, judicial "
        "interpretation or, for the time being, departmental rule",
    ),
    "regional": Text(
        zh="仅在本地实施的名单须以地方性法规为依据",
        en="a list kept only in one place needs a local regulation",
    ),
}


def suffices(colour: Colour, scope: Scope, level: Level | None, on: date) -> Verdict:
    """Tell whether a list of this colour and scope may rest on a basis of this level on a day.

    A red list needs any document at all: it takes nothing from anybody. What suffices under the
    notice sufficed before it too, when less was asked; what does not, cannot be told for then.
    """
    if level is None:
        return _doubt(UNKNOWN)
    if level == "none":
        return NotMet({"why": NOTHING, "basis": LAW})
    if colour == "red" or level in (NATIONAL if scope == "national" else REGIONAL):
        return Met({"level": level})
    if on < SINCE:
        return _doubt(BEFORE)
    why = TOO_LOW["national" if scope == "national" else "regional"]
    return NotMet({"why": why, "basis": LAW, "level": level})


def _doubt(why: Text) -> CannotTell:
    return CannotTell(why.zh, {"why": why, "basis": LAW})
