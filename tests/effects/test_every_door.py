"""Acceptance 5 as a matrix: four faults, every door by which a row comes in, nothing behind it.

That a door is open for what is sound is shown first: so it is the fault that is refused.
"""

from pathlib import Path
from typing import Final

import pytest

from effects.doors import DOORS, stored, worked_on
from intake.letters import Row, broken, deliver, entity, penalty
from mingjian.effects.models import Publication
from mingjian.evidence.fresh import beat
from mingjian.policy.standing import policies

SOUND: Final[Row] = penalty(
    1, CF_CFLB="吊销许可证件", CF_NR_ZKDX="示例许可证", CF_JDRQ="2024-03-04"
)
"""A penalty that is published for three years."""
BASES: Final[dict[str, Row]] = {
    "none": {"CF_YJ": ""},
    "blank": {"CF_YJ": "　"},
    "tab": {"CF_YJ": "\t"},
}
CODES: Final[dict[str, Row]] = {
    "check digit": {"CF_XDR_SHXYM": broken(1)},
    "none": {"CF_XDR_SHXYM": ""},
    "placeholder": {"CF_XDR_SHXYM": "0" * 17 + "X"},
    "short": {"CF_XDR_SHXYM": "91330299"},
    "another's, by name": {"CF_XDR_SHXYM": "", "CF_XDR_MC": "示例1号有限公司"},
}
SIMPLE: Final[dict[str, Row]] = {
    "number": {"CF_WSH": "示简罚〔2024〕1号"},
    "on the spot": {"CF_WSH": "示当场罚〔2024〕1号"},
    "remark": {"BZ": "适用简易程序"},
}
FAULTS: Final[dict[str, dict[str, Row]]] = {
    "wrong code": CODES,
    "simple procedure": SIMPLE,
    "no basis": BASES,
}


@pytest.fixture
def district(request: pytest.FixtureRequest, door: str) -> None:
    """A district that knows the organisation; a command brings its own connection."""
    request.getfixturevalue("committed_db" if door.startswith("shell") else "db")
    beat()
    deliver("market-entity", [entity(1)])


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.usefixtures("district")
def test_every_door_is_open_for_what_is_sound(door: str, tmp_path: Path) -> None:
    DOORS[door]("penalty", [SOUND], tmp_path)
    worked_on()
    assert stored() == {"Publication": 1, "Version": 1}
    assert Publication.objects.get().basis == SOUND["CF_YJ"]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.usefixtures("district")
def test_a_fault_comes_in_by_no_door(door: str, fault: str, tmp_path: Path) -> None:
    ways = FAULTS[fault].values()
    numbered = [{**SOUND, "CF_WSH": f"示罚〔2024〕{n}号", **way} for n, way in enumerate(ways)]
    DOORS[door]("penalty", numbered, tmp_path)
    worked_on()
    assert stored() == {}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.usefixtures("district")
def test_no_row_comes_in_for_a_historic_list(door: str, tmp_path: Path) -> None:
    """A list is no item: a row that names one as its item, or beside its fields, lists nobody."""
    for list_id in historic():
        for item in (list_id, list_id.lower()):
            DOORS[door](item, [{**SOUND, "list": list_id}], tmp_path)
    worked_on()
    assert stored() == {}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.usefixtures("district")
def test_a_list_written_beside_a_sound_row_is_not_heard(door: str, tmp_path: Path) -> None:
    DOORS[door]("penalty", [{**SOUND, "list": historic()[0], "名单": historic()[0]}], tmp_path)
    worked_on()
    assert stored() in ({}, {"Publication": 1, "Version": 1})


def historic() -> list[str]:
    """Every list that the packs keep as history."""
    found = {one.id for pack in policies().packs for one in pack.lists if one.status == "historic"}
    assert len(found) >= 3
    return sorted(found)
