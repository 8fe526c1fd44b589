"""Every kind of bulk work fits the frame: its names are its own, its columns are there."""

import inspect
from typing import Any

import pytest
from django.apps import apps
from procrastinate.contrib.django import app

from bulk.test_sweep import KINDS
from mingjian.accounts.rights import RIGHTS
from mingjian.bulk.kind import Kind
from mingjian.bulk.table import Part, Work
from mingjian.checks import jobs as of_checks
from mingjian.effects import jobs as of_effects
from mingjian.kernel.problem import Conflict, NotFound
from mingjian.web.words import ENTRIES


def test_every_table_of_bulk_work_has_its_kind() -> None:
    tables = {one for one in apps.get_models() if issubclass(one, Work)}
    parts = {one for one in apps.get_models() if issubclass(one, Part)}
    assert {one.table for one in KINDS} == tables
    assert {one.parts for one in KINDS} == parts


@pytest.mark.parametrize("name", ["job", "event", "folder", "table", "parts", "broke", "no_such"])
def test_no_two_kinds_share_what_tells_them_apart(name: str) -> None:
    assert len({getattr(one, name) for one in KINDS}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda one: one.folder)
def test_it_fits(kind: Kind[Any]) -> None:
    columns = {one.name for one in kind.table._meta.get_fields()}
    assert kind.total in columns
    assert {kind.noun, kind.size, "number"} <= {one.name for one in kind.parts._meta.get_fields()}
    assert {kind.reads, kind.stops} <= set(RIGHTS)
    assert {f"{kind.event}.{what}" for what in ("received", "ended", "cancel_requested")} <= set(
        ENTRIES
    )
    assert issubclass(kind.no_such, NotFound)
    assert issubclass(kind.over, Conflict)
    assert issubclass(kind.not_done, Conflict)
    assert kind.broke.status == 500, "what is our fault is tried again"


@pytest.mark.parametrize("kind", KINDS, ids=lambda one: one.folder)
def test_the_worker_knows_its_job_by_the_number_it_is_queued_with(kind: Kind[Any]) -> None:
    assert of_checks.QUEUE != of_effects.QUEUE  # both are loaded
    task = app.tasks[kind.job]
    assert task.queue == kind.queue
    assert list(inspect.signature(task.func).parameters) == [f"{kind.noun}_id"]
