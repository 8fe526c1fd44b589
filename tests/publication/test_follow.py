"""Licences come into the directory: once each, of organisations, whenever they come."""

from datetime import timedelta
from unittest.mock import patch
from uuid import UUID

import pytest
from django.utils import timezone

from intake import letters
from intake.people import LIAISON
from mingjian.intake import following
from mingjian.intake.questions import answer, questions
from mingjian.intake.sent import posted_since
from mingjian.ledger.read import posted
from mingjian.ledger.version_view import VersionView
from mingjian.publication import follow as module
from mingjian.publication.follow import catch_up, waiting
from mingjian.publication.jobs import follow_posted
from mingjian.publication.models import Licence
from publication.licensing import followed, licensed

pytestmark = pytest.mark.usefixtures("told")


def directory() -> set[UUID]:
    return set(Licence.objects.values_list("record_id", flat=True))


def test_it_says_of_each_what_a_list_asks_for() -> None:
    made = licensed("示许1", XK_XKLB="其他-备案")
    assert followed() == 1
    row = Licence.objects.get()
    assert (row.record_id, row.category, row.until) == (made, "其他", None)
    assert followed() == 1, "again changes nothing"
    assert directory() == {made}


def test_what_is_sent_again_is_entered_anew() -> None:
    made = licensed("示许1")
    followed()
    licensed("示许1", submission=2, XK_XKLB="特许")
    followed(1)
    assert Licence.objects.get().category == "普通", "the first file has nothing standing any more"
    followed(2)
    assert (Licence.objects.get().record_id, Licence.objects.get().category) == (made, "特许")


def test_individual_businesses_do_not_fill_it() -> None:
    licensed("示许1", prefix="92")
    assert followed() == 0
    assert directory() == set()


def test_files_are_entered_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    made = {licensed(f"示许{n}") for n in range(7)}
    monkeypatch.setattr(following, "posted", lambda number, item: posted(number, item, at_once=2))
    assert followed() == 7
    assert directory() == made


def test_the_job_finds_posted_files_of_licences_alone() -> None:
    letters.deliver("market-entity", [letters.entity(n) for n in (1, 2)])
    first = letters.deliver("licence", [letters.licence(1), letters.licence(2)])
    letters.deliver("penalty", [letters.penalty(1)])
    letters.send("licence", [letters.licence(1, XK_WSH="示许〔2019〕9号")])
    assert [one.submission_id for one in waiting()] == [first.pk]
    follow_posted(0)
    assert len(directory()) == 2
    assert waiting() == []


def test_a_file_seen_late_is_not_passed_over() -> None:
    """Two end at once, and the one that ended first is seen last."""
    letters.deliver("market-entity", [letters.entity(1)])
    early = letters.deliver("licence", [letters.licence(1)])
    late = letters.deliver("licence", [letters.licence(1, XK_WSH="示许〔2019〕2号")])
    (_, second) = posted_since("licence", None)
    assert second.submission_id == late.pk
    module.follow(second)
    assert [one.submission_id for one in waiting()] == [early.pk]


def test_a_row_that_waited_for_a_person_comes_after_its_file() -> None:
    letters.deliver("market-entity", [letters.entity(1)])
    letters.deliver("licence", [letters.licence(1, XK_XDR_MC="示例别家有限公司")])
    catch_up()
    assert directory() == set()
    (asked,) = questions(LIAISON)
    answer(LIAISON, asked.id, "alias", reason="示例理由")
    catch_up()
    assert len(directory()) == 1
    assert waiting() == []


def held(good: int, waiting_ones: int) -> None:
    """A file of so many good rows, and then rows whose name is another's."""
    numbers = range(1, good + waiting_ones + 1)
    letters.deliver("market-entity", [letters.entity(n) for n in numbers])
    named = [{"XK_XDR_MC": "示例别家有限公司"} if n > good else {} for n in numbers]
    rows = [letters.licence(n, **cells) for n, cells in zip(numbers, named, strict=True)]
    letters.deliver("licence", rows)


def test_an_answer_costs_its_row_and_not_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    held(5, 2)
    looked: list[int] = []
    enter = module._enter

    def counting(versions: list[VersionView]) -> int:
        looked.append(len(versions))
        return enter(versions)

    monkeypatch.setattr(module, "_enter", counting)
    catch_up()
    answer(LIAISON, questions(LIAISON)[0].id, "link", reason="示例理由")
    catch_up()
    catch_up()
    assert looked == [5, 1]
    assert len(directory()) == 6


def test_an_answer_that_comes_after_one_dated_later_is_not_passed_over() -> None:
    held(1, 2)
    catch_up()
    answer(LIAISON, questions(LIAISON)[0].id, "link", reason="示例理由")
    catch_up()
    behind = timezone.now() - timedelta(minutes=5)
    with patch("django.utils.timezone.now", lambda: behind):
        answer(LIAISON, questions(LIAISON)[0].id, "link", reason="示例理由")
    catch_up()
    assert len(directory()) == 3
    assert waiting() == []
