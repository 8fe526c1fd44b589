"""A small district taken in and played once, for the tests that look at what came of it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from mingjian.accounts.actor import system
from mingjian.district.generate import district, generate
from mingjian.district.living.stage import live
from mingjian.district.plan import Plan
from mingjian.evidence.fresh import beat
from mingjian.intake.process import run
from mingjian.intake.receive import receive
from mingjian.intake.stage import Via
from mingjian.policy.standing import policies

SENDER = system("test")


def plan(subjects: int = 600, records: int = 2_500, seed: int = 2019) -> Plan:
    today: date = timezone.localdate()
    return Plan(until=today, subjects=subjects, records=records, seed=seed)


def take_in(wanted: Plan, folder: Path) -> None:
    """Generate the district and post all of its files, in this process."""
    for file in generate(wanted, folder).files:
        with (folder / file.path).open("rb") as stream:
            sent = receive(
                stream,
                filename=file.path,
                item=file.item,
                unit_id=file.unit,
                actor=SENDER,
                via=Via.CLI,
                backlog=file.part == "history",
            )
        run(sent.pk)


def play(wanted: Plan) -> list[tuple[int, int, int]]:
    """Let the stories happen; what was told while they did."""
    told: list[tuple[int, int, int]] = []
    beat()
    live(district(wanted, policies()).population, lambda *seen: told.append(seen))
    return told


@pytest.fixture(scope="module")
def played(
    django_db_setup: None,  # noqa: ARG001 - it makes the database
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Plan]:
    """The district of `plan()` with its stories; nothing of it stays."""
    wanted = plan()
    with django_db_blocker.unblock(), transaction.atomic():
        take_in(wanted, tmp_path_factory.mktemp("district"))
        play(wanted)
        yield wanted
        transaction.set_rollback(True)
