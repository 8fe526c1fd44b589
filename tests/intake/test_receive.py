"""A file is accepted whole: original, row, log entry and job together, or nothing of it."""

import io
from pathlib import Path

import pytest
from django.utils import timezone

from intake.files.makers import csv_file, row, titles
from mingjian.accounts.actor import SYSTEM, Actor, Held
from mingjian.accounts.decide import UnderRule
from mingjian.evidence.read import entries
from mingjian.home.paths import home
from mingjian.intake import receive as module
from mingjian.intake.models import Submission
from mingjian.intake.problems import EmptyFile, NotThisUnitsItem
from mingjian.intake.receive import plain_name, receive
from mingjian.intake.stage import Stage, Via
from mingjian.intake.store import path_of
from mingjian.kernel.problem import NotFound
from mingjian.policy.standing import policies

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingjian.intake.store.home", lambda: type(home())(tmp_path / "home"))


@pytest.fixture
def content(tmp_path: Path) -> bytes:
    return csv_file(tmp_path / "a.csv", [titles(), row()]).read_bytes()


def _unit() -> str:
    """A unit of the district that delivers penalties."""
    known = policies()
    item = known.item("penalty", timezone.localdate())
    return next(unit.id for unit in known.units() if unit.in_district and item.owned_by(unit.id))


def _send(content: bytes, *, unit: str | None = None, actor: Actor = SYSTEM) -> Submission:
    return receive(
        io.BytesIO(content),
        filename="C:\\表\\四月.csv",
        item="penalty",
        unit_id=unit or _unit(),
        actor=actor,
        via=Via.API,
    )


def _kept(folder: Path) -> list[Path]:
    return [path for path in (folder / "home").rglob("*") if path.is_file()]


def test_a_submission_says_who_sent_what(content: bytes, tmp_path: Path) -> None:
    submission = Submission.objects.get(pk=_send(content).pk)
    assert (submission.kind, submission.stage, submission.via) == ("csv", Stage.RECEIVED, "api")
    assert (submission.filename, submission.size) == ("四月.csv", len(content))
    assert submission.actor == SYSTEM.id
    kept = path_of(submission.sha256, tmp_path / "home" / "files")
    assert kept.read_bytes() == content


def test_it_is_logged_without_the_file_name(content: bytes) -> None:
    submission = _send(content)
    entry = next(iter(entries(kind="submission.received")))
    assert submission.sha256 in str(entry)
    assert "四月" not in str(entry)


def test_its_job_is_queued_with_it(content: bytes) -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob  # noqa: PLC0415 - needs apps

    submission = _send(content)
    job = ProcrastinateJob.objects.get(task_name="intake.process")
    assert job.args == {"submission_id": submission.pk}
    assert job.lock == "intake:penalty"


def test_the_same_file_twice_is_two_submissions_and_one_original(
    content: bytes, tmp_path: Path
) -> None:
    first, second = _send(content), _send(content)
    assert first.pk != second.pk
    assert len(_kept(tmp_path)) == 1


def test_a_file_that_is_refused_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(EmptyFile):
        _send(b"  \n")
    assert not Submission.objects.exists()
    assert _kept(tmp_path) == []


def test_without_the_log_nothing_is_accepted(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> int:
        raise RuntimeError

    monkeypatch.setattr(module, "append", broken)
    with pytest.raises(RuntimeError):
        _send(content)
    assert not Submission.objects.exists()


def test_a_unit_that_is_no_owner_is_refused_by_name(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mingjian.policy.schema.item.CatalogueItem.owned_by", lambda *_: False)
    unit = policies().units()[0]
    with pytest.raises(NotThisUnitsItem) as caught:
        _send(content, unit=unit.id)
    assert unit.name.zh in caught.value.sentence("zh")
    assert "catalogue.owner" in str(caught.value.facts)


@pytest.mark.parametrize("part", ["item", "unit_id"])
def test_what_the_packs_do_not_know(content: bytes, part: str) -> None:
    given = {"item": "penalty", "unit_id": _unit()} | {part: "no-such"}
    with pytest.raises(NotFound):
        receive(
            io.BytesIO(content),
            filename="a",
            item=given["item"],
            unit_id=given["unit_id"],
            actor=SYSTEM,
            via=Via.CLI,
        )


def test_a_liaison_sends_for_his_own_unit_alone(content: bytes) -> None:
    mine = _unit()
    other = next(u.id for u in policies().units() if mine not in {u.id, u.parent})
    liaison = Actor("user:7", "示例", mine, (Held("liaison"),))
    assert _send(content, unit=mine, actor=liaison).actor == "user:7"
    stranger = Actor("user:8", "示例", other, ())
    with pytest.raises(UnderRule):
        _send(content, unit=mine, actor=stranger)
    with pytest.raises(UnderRule):
        _send(content, unit=other, actor=liaison)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a.xlsx", "a.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\x\\表.xls", "表.xls"),
        ("a\x00\nb.csv", "ab.csv"),
        ("evil\u202excod.exe", "evilxcod.exe"),
        ("", "未命名"),
        ("长" * 300 + ".csv", "长" * 196 + ".csv"),
    ],
)
def test_names_are_shown_never_used(given: str, kept: str) -> None:
    assert plain_name(given) == kept
