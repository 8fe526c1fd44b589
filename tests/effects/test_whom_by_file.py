"""A row under a code that was returned comes in by every door, and holds nothing against anybody.

It is on file, as it was sent; what it would have been is a question for a person.
"""

from pathlib import Path

import pytest

from effects.doors import DOORS, stored, worked_on
from effects.test_every_door import SOUND
from effects.whom import ENDED, UNCLEAR
from intake.letters import code, deliver, entity
from mingjian.effects.models import Doubt
from mingjian.evidence.fresh import beat
from mingjian.registry.find import by_code


@pytest.fixture
def one(request: pytest.FixtureRequest, door: str) -> int:
    """An organisation that the register knows; a command brings its own connection."""
    request.getfixturevalue("committed_db" if door.startswith("shell") else "db")
    beat()
    deliver("market-entity", [entity(1)])
    found = by_code(code(1))
    assert found is not None
    return found.subject_id


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("how", UNCLEAR)
def test_a_returned_code_is_a_question_and_no_effect(
    door: str, how: str, one: int, tmp_path: Path
) -> None:
    UNCLEAR[how](one)
    DOORS[door]("penalty", [SOUND], tmp_path)
    worked_on()
    assert stored() == {"Version": 1}
    (asked,) = Doubt.objects.filter(missing="publication")
    assert "effects_code_in_use" in asked.why
    assert asked.due_on is not None


@pytest.mark.parametrize("door", DOORS)
def test_what_was_decided_before_it_ended_is_published_as_its_days_say(
    door: str, one: int, tmp_path: Path
) -> None:
    ENDED["注销"](one)
    DOORS[door]("penalty", [SOUND], tmp_path)
    worked_on()
    assert stored() == {"Publication": 1, "Version": 1}
