"""Play all stories, day by day, in one transaction: the past of the living district."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from mingjian.cases.desk import Asked, desk
from mingjian.district.living.beats import Beats
from mingjian.district.living.cast import Cast
from mingjian.district.living.firms import firms
from mingjian.district.living.moment import Past, at
from mingjian.district.living.pool import Pool
from mingjian.district.living.script import Beat, Story, stories
from mingjian.district.living.services import file_services
from mingjian.district.living.thread import Thread
from mingjian.district.living.trainings import hold_trainings
from mingjian.district.people import DEMO
from mingjian.district.population import Population
from mingjian.effects.follow import follow, waiting
from mingjian.policy.standing import policies
from mingjian.publication.follow import catch_up

PENALISER = "zhenhai-law-enforcement"
"""Whose penalties the stories about records are of."""


@dataclass(slots=True)
class _Playing:
    """A story with its beats, each so many working days ago; `over` when it cannot go on."""

    thread: Thread
    beats: list[tuple[int, Beat]]
    over: bool = False


# Told of each day that is over: days done, days in all, beats played.
Watch = Callable[[int, int, int], None]


def live(population: Population, watch: Watch) -> None:
    """Play the stories, unless there are cases already; `watch` hears of every day.

    All of it stands or falls together, so nobody sees half of a past, and the worker's own clock
    does not run into it.

    Raises:
        NotMadeUp: an organisation that might be real.
        Problem: a verb refuses what a story does; then nothing of it is stored.
    """
    while found := waiting():
        for posting in found:
            follow(posting)
    catch_up()
    if not _has_cases():
        past = Past(timezone.now(), policies().calendar())
        with transaction.atomic():
            _play(population, past, watch)


def _has_cases() -> bool:
    return any(desk(DEMO, Asked(which=which, size=1)).total for which in ("all", "closed"))


def _play(population: Population, past: Past, watch: Watch) -> None:
    cast, beats = Cast(), Beats()
    playing = list(_chosen(cast, population, past))
    days = sorted({back for one in playing for back, _ in one.beats}, reverse=True)
    played = 0
    for done, back in enumerate(days, 1):
        with at(past.back(back)):
            for one in playing:
                played += _play_day(one, back, beats)
        watch(done, len(days), played)
    beats.pass_time()
    attending = [one.thread.firm for one in playing]
    hold_trainings(stories().trainings, attending, past, cast.person("office"))
    file_services(cast, past.today)


def _chosen(cast: Cast, population: Population, past: Past) -> Iterator[_Playing]:
    """The stories with their organisations; a small district has too few for all of them."""
    pool = Pool(firms(population, past.today), PENALISER, past.today)
    for story in stories().stories:
        for _ in range(story.times):
            found = pool.draw(story.need)
            if found is None:
                continue
            if story.account:
                cast.open_for(found.firm)
            yield _Playing(Thread(cast, found, story.unit, story.list_id), list(_beats(story)))


def _beats(story: Story) -> Iterator[tuple[int, Beat]]:
    """What lies ahead has not happened."""
    for scene in story.scenes:
        for beat in stories().scenes[scene.scene][: scene.upto]:
            if scene.back >= beat.day:
                yield scene.back - beat.day, beat


def _play_day(one: _Playing, back: int, beats: Beats) -> int:
    """Play what happens in the story on this day; how many beats."""
    played = 0
    for when, beat in one.beats:
        if when == back and not one.over:
            one.over = not beats.play(one.thread, beat)
            played += 1
    return played
