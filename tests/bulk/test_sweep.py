"""Results of bulk work leave the disk when their days are over, and are made again on demand."""

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import Settings

from checks import telling
from checks.affecting import CLERK, made_up
from checks.test_batch import csv_of
from checks.test_batch import done as batch_done
from checks.test_told import checked
from effects import serving
from mingjian.bulk.kind import Kind
from mingjian.bulk.result import sweep
from mingjian.checks import jobs as of_checks
from mingjian.checks.batch.kind import BATCHES
from mingjian.checks.batch.workbook import annotated
from mingjian.checks.models import FeedbackSheet
from mingjian.checks.told.kind import FEEDBACK
from mingjian.effects import jobs as of_effects
from mingjian.effects.models import ServiceSheet
from mingjian.effects.service.kind import SERVICES
from mingjian.home.database import database_name
from mingjian.home.paths import home
from registry.register import code

KINDS: list[Kind[Any]] = [BATCHES, SERVICES, FEEDBACK]


@pytest.fixture(autouse=True)
def _days(committed_db: str, settings: Settings) -> Iterator[None]:  # noqa: ARG001 - it opens the database
    settings.MINGJIAN_RESULT_DAYS = 30
    with made_up():
        yield


def made(kind: Kind[Any], folder: Path) -> Any:
    """The row of a workbook that was worked through."""
    if kind is BATCHES:
        return batch_done(csv_of([["代码"], [code(1)]]))
    if kind is SERVICES:
        serving.waiting(1)
        return ServiceSheet.objects.get(
            pk=serving.send(serving.book(folder, serving.line(serving.key(1)))).view.id
        )
    path = telling.book(folder, *map(telling.line, checked(1)))
    return FeedbackSheet.objects.get(pk=telling.send(path, CLERK).view.id)


def result(kind: Kind[Any], row: Any) -> Path:
    """The result, as whoever asks for it gets it."""
    if kind is BATCHES:
        return annotated(row)
    return serving.returned(row) if kind is SERVICES else telling.returned(row)


def nightly() -> None:
    """What the worker does each night."""
    for job in (of_checks.sweep_results, of_effects.sweep_results):
        job.func(0)


def cells(path: Path) -> list[list[Any]]:
    pages = load_workbook(io.BytesIO(path.read_bytes())).worksheets
    return [[cell.value for row in page.iter_rows() for cell in row] for page in pages]


@pytest.mark.parametrize("kind", KINDS, ids=lambda one: one.folder)
def test_a_result_goes_when_its_days_are_over_and_is_made_again_the_same(
    kind: Kind[Any], tmp_path: Path
) -> None:
    row = made(kind, tmp_path)
    first = result(kind, row)
    told = cells(first)
    with time_machine.travel(timezone.now() + timedelta(days=29, hours=23), tick=False):
        nightly()
        assert first.is_file()
    with time_machine.travel(timezone.now() + timedelta(days=30, hours=1), tick=False):
        nightly()
        assert not first.exists()
        again = result(kind, row)
        assert again == first
        assert cells(again) == told
        nightly()
        assert again.is_file(), "it is kept anew from the day it was made again"


@pytest.mark.parametrize("kind", KINDS, ids=lambda one: one.folder)
def test_whoever_asks_in_time_keeps_it(kind: Kind[Any], tmp_path: Path) -> None:
    row = made(kind, tmp_path)
    first = result(kind, row)
    with time_machine.travel(timezone.now() + timedelta(days=20), tick=False):
        assert result(kind, row) == first
    with time_machine.travel(timezone.now() + timedelta(days=45), tick=False):
        nightly()
        assert first.is_file()
    with time_machine.travel(timezone.now() + timedelta(days=51), tick=False):
        nightly()
        assert not first.exists()


@pytest.mark.parametrize("kind", KINDS, ids=lambda one: one.folder)
def test_what_a_killed_writer_left_goes_too_and_nothing_beside_the_folder(
    kind: Kind[Any], tmp_path: Path
) -> None:
    assert sweep(kind) == 0, "there is no folder yet"
    folder = home().work / database_name() / kind.folder
    (folder / ".writing-dead").mkdir(parents=True)
    (folder / ".writing-dead" / "half.xlsx").write_bytes(b"PK")
    beside = folder.parent / "rows.parquet"
    beside.write_bytes(b"")
    with time_machine.travel(timezone.now() + timedelta(days=400), tick=False):
        assert sweep(kind) == 1
        assert sweep(kind) == 0
    assert list(folder.iterdir()) == []
    assert beside.is_file()
    assert tmp_path.is_dir()


def test_the_days_are_a_setting(settings: Settings, tmp_path: Path) -> None:
    first = result(BATCHES, made(BATCHES, tmp_path))
    settings.MINGJIAN_RESULT_DAYS = 3
    with time_machine.travel(timezone.now() + timedelta(days=4), tick=False):
        nightly()
    assert not first.exists()
