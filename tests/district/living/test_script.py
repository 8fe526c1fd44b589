"""The stories as written: their scenes, steps, lists and units are those of the packs."""

from collections import Counter
from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from mingjian.district.living.script import Beat, Scene, Story, stories
from mingjian.district.living.stage import PENALISER
from mingjian.kernel.verdict import Met
from mingjian.policy.schema.procedure import Procedure
from mingjian.policy.standing import policies

TODAY = date(2026, 11, 25)
ALL = [(number, story) for number, story in enumerate(stories().stories)]


def played(scene: Scene) -> tuple[Beat, ...]:
    return stories().scenes[scene.scene][: scene.upto]


def steps(beats: tuple[Beat, ...]) -> list[tuple[Procedure, str]]:
    """Each step that the beats take, with the procedure of the case it belongs to."""
    found: list[tuple[Procedure, str]] = []
    for beat in beats:
        if beat.open:
            procedure = policies().procedure(beat.open, TODAY)
            found.append((procedure, beat.step or procedure.steps[0].id))
        elif beat.take:
            found.append((found[-1][0], beat.take))
    return found


@pytest.mark.parametrize("name", stories().scenes)
def test_a_scene_follows_the_procedure(name: str) -> None:
    state = ""
    for procedure, step_id in steps(stories().scenes[name]):
        step = procedure.step(step_id)
        if step.opens:
            state = step.to
            continue
        by_itself = {
            one.to for one in procedure.steps if one.by == "system" and state in one.sources
        }
        assert {state, *by_itself} & set(step.sources), (name, step_id, state)
        state = step.to


@pytest.mark.parametrize("name", stories().scenes)
def test_the_days_of_a_scene_go_forward(name: str) -> None:
    days = [beat.day for beat in stories().scenes[name]]
    assert days == sorted(days)


@pytest.mark.parametrize("name", stories().scenes)
def test_facts_are_those_that_the_step_asks_for(name: str) -> None:
    beats = [beat for beat in stories().scenes[name] if beat.open or beat.take]
    for beat, (procedure, step_id) in zip(beats, steps(stories().scenes[name]), strict=True):
        assert set(beat.facts) <= {ask.name for ask in procedure.step(step_id).asks}


@pytest.mark.parametrize(("number", "story"), ALL)
def test_the_scenes_of_a_story_do_not_overlap(number: int, story: Story) -> None:
    days = [scene.back - beat.day for scene in story.scenes for beat in played(scene)]
    happened = [day for day in days if day >= 0]
    assert happened, number
    assert happened == sorted(happened, reverse=True), number


@pytest.mark.parametrize(("number", "story"), ALL)
def test_a_list_of_a_story_may_be_entered_or_filed_by_the_district(
    number: int, story: Story
) -> None:
    policies().unit(story.unit)
    if not story.list_id:
        return
    day = TODAY - timedelta(days=500)
    listing = policies().listing(story.list_id, day)
    assert isinstance(listing.may_list(day), Met), number
    filed = any(beat.do == "file" for scene in story.scenes for beat in played(scene))
    assert (listing.part != "decides") is filed, number
    assert (listing.colour == "red") is filed, number


def test_stories_about_penalties_are_of_the_unit_whose_penalties_are_looked_at() -> None:
    assert {one.unit for one in stories().stories if one.need != "any"} == {PENALISER}


def test_every_procedure_of_the_packs_is_played() -> None:
    """Recognition only once the packs have a red list that the district may enter."""
    opened = {b.open for one in stories().stories for s in one.scenes for b in played(s) if b.open}
    lists = policies().lists(TODAY)
    enterable = [one for one in lists if isinstance(one.may_list(TODAY), Met)]
    praised = any((one.colour, one.part) == ("red", "decides") for one in enterable)
    idle = set() if praised else {"recognition"}
    assert opened == {one.id for one in policies().procedures(TODAY)} - idle


def test_every_scene_is_played_and_every_story_has_its_scene() -> None:
    assert {s.scene for one in stories().stories for s in one.scenes} == set(stories().scenes)


def test_two_organisations_have_an_account() -> None:
    assert Counter(one.account for one in stories().stories)[True] == 2


def test_some_dozens_of_cases() -> None:
    opened = sum(
        one.times * sum(bool(beat.open) for scene in one.scenes for beat in played(scene))
        for one in stories().stories
    )
    assert 60 <= opened <= 120


@pytest.mark.parametrize(
    "beat",
    [
        {"day": 0},
        {"day": 0, "take": "notify", "do": "wait"},
        {"day": 0, "open": "exit", "serve": "reply"},
        {"day": 0, "do": "dance"},
        {"day": 0, "take": "notify", "who": "head"},
        {"day": 0, "take": "notify", "by": "system"},
    ],
)
def test_a_beat_is_one_thing_that_the_script_knows(beat: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Beat.model_validate(beat)
