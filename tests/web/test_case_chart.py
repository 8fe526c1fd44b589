"""Where the boxes and arrows of a procedure stand, over all procedures of the packs."""

import re

import pytest

from mingjian.policy.schema.procedure import Procedure
from mingjian.policy.standing import policies
from mingjian.web.case_chart import BOX_HEIGHT, BOX_WIDTH, picture

ALL: list[Procedure] = [one for pack in policies().packs for one in pack.procedures]


@pytest.fixture(params=ALL, ids=lambda one: f"{one.id}-{one.effective_from}")
def procedure(request: pytest.FixtureRequest) -> Procedure:
    found: Procedure = request.param
    return found


def test_nothing_is_drawn_outside_the_picture(procedure: Procedure) -> None:
    drawn = picture(procedure, [], procedure.states[0].id)
    for box in drawn.boxes:
        assert box.x >= 0
        assert box.x + BOX_WIDTH <= drawn.width
        assert box.y >= 0
        assert box.y + BOX_HEIGHT <= drawn.height
    for arrow in drawn.arrows:
        numbers = [int(n) for n in re.findall(r"-?\d+", arrow.path)]
        assert all(0 <= x <= drawn.width for x in numbers[::2])
        assert all(0 <= y <= drawn.height for y in numbers[1::2])


def test_no_two_boxes_lie_on_each_other(procedure: Procedure) -> None:
    drawn = picture(procedure, [], procedure.states[0].id)
    corners = [(box.x, box.y) for box in drawn.boxes]
    assert len(set(corners)) == len(corners) == len(procedure.states) + 1


def test_the_way_walked_and_the_present_state_are_marked(procedure: Procedure) -> None:
    first = next(step for step in procedure.steps if step.opens)
    drawn = picture(procedure, [first.id], first.to)
    (now,) = [box for box in drawn.boxes if box.tone.startswith("now")]
    assert now.title == procedure.state(first.to).name.zh
    assert {arrow.title for arrow in drawn.arrows if arrow.walked} == {first.name.zh}
    assert drawn.arrows[-1].walked


def test_every_step_has_its_arrows(procedure: Procedure) -> None:
    drawn = picture(procedure, [], "")
    assert len(drawn.arrows) == sum(max(len(step.sources), 1) for step in procedure.steps)
