from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from threading import Barrier

import pytest
from django.db import connection, transaction

from checks.filing import entries
from mingjian.papers.make import make
from mingjian.papers.models import Paper
from mingjian.papers.models.paper import KINDS
from mingjian.papers.numbers import _WORDS, written
from mingjian.papers.problems import NumberTaken, PaperUnfit
from mingjian.papers.views import PaperView
from papers.making import OTHER, UNIT, ago, draft, paper, subject


@pytest.mark.django_db
def test_a_paper_gets_the_next_number_of_its_unit_kind_and_year() -> None:
    who, year = subject(), ago(30).year
    first, second = paper(who), paper(who)
    assert (first.number, second.number) == (f"明信〔{year}〕1号", f"明信〔{year}〕2号")
    assert paper(who, unit_id=OTHER).number == first.number
    assert paper(who, kind="prior_notice").number == f"明信告〔{year}〕1号"
    assert paper(who, signed_on=ago(30).replace(year=2024)).number == "明信〔2024〕1号"


def test_no_two_kinds_share_a_number() -> None:
    assert set(_WORDS) == set(KINDS)
    assert len({written(kind, 2026, 1) for kind in KINDS}) == len(KINDS)


@pytest.mark.django_db
def test_a_number_rolled_back_is_drawn_again() -> None:
    who = subject()
    _drawn(lambda: paper(who), fails=True)
    assert paper(who).number.endswith("〕1号")


@pytest.mark.django_db
def test_a_number_of_ones_own_leaves_the_series_alone() -> None:
    who = subject()
    assert paper(who, number="镇市监〔2026〕99号").number == "镇市监〔2026〕99号"
    assert paper(who).number.endswith("〕1号")
    with pytest.raises(NumberTaken):
        paper(who, number="镇市监〔2026〕99号")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes",
    [
        {"signed_by": ""},
        {"signed_on": None},
        {"signed_by": "　 "},
        {"title": " "},
        {"number": "\u3000"},
        {"unit_id": "", "subject_id": None},
        {"subject_id": 2**40},
    ],
)
def test_what_is_no_paper_is_refused(changes: dict[str, object]) -> None:
    _refused(changes)


@pytest.mark.django_db
def test_no_paper_is_signed_tomorrow() -> None:
    _refused({"signed_on": ago(-1)})


def _refused(changes: dict[str, object]) -> None:
    with pytest.raises(PaperUnfit) as caught:
        make(replace(draft(subject()), **changes))  # type: ignore[arg-type]  # wrong on purpose
    assert caught.value.facts["rule"]
    assert Paper.objects.count() == 0


@pytest.mark.django_db
def test_making_is_logged_about_the_subject() -> None:
    who = subject()
    made = paper(who)
    ((_, actor, about, body),) = entries("paper.made")
    assert (actor, about) == ("user:1", who)
    assert f'"sha256":"{made.sha256}"' in body


@pytest.mark.usefixtures("committed_db")
def test_numbers_have_no_gap_when_many_draw_at_once() -> None:
    who = subject()
    start = Barrier(6)

    def draw_some() -> None:
        start.wait(timeout=20)
        try:
            for n in range(6):
                _drawn(lambda: make(draft(who)), fails=n % 3 == 2)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        for done in [pool.submit(draw_some) for _ in range(6)]:
            done.result(timeout=60)
    serials = sorted(row.serial or 0 for row in Paper.objects.all())
    assert serials == list(range(1, 25))
    assert set(Paper.objects.values_list("unit_id", flat=True)) == {UNIT}


class _Stop(Exception):  # noqa: N818 - a test's own
    pass


def _drawn(act: Callable[[], PaperView], *, fails: bool) -> None:
    """Makes a paper, in a transaction that may be thrown away afterwards."""
    with suppress(_Stop), transaction.atomic():
        act()
        _stop(fails=fails)


def _stop(*, fails: bool) -> None:
    if fails:
        raise _Stop
