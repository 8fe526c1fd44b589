"""How much one visitor is served: so much at once, then so much a minute, never by the address."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from math import ceil
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingjian.kernel.problem import Problem
from mingjian.publication.jobs import forget_visitors
from mingjian.publication.limit import MINUTE, ask, forget
from mingjian.publication.models import Visitor
from mingjian.publication.problems import TooMuchAsked

A, B = "203.0.113.7", "203.0.113.8"
A_MINUTE = 6


def served(visitor: str = A, cost: int = 1, a_minute: int = A_MINUTE) -> bool:
    try:
        ask(visitor, cost, a_minute)
    except TooMuchAsked:
        return False
    return True


def later(seconds: float) -> None:
    """In a test's transaction the database's clock stands; so what was asked moves instead."""
    moved = F("paid_until") - timedelta(seconds=seconds)
    Visitor.objects.update(paid_until=moved)


@pytest.mark.django_db
class TestOne:
    def test_so_much_at_once_and_no_more(self) -> None:
        assert [served() for _ in range(8)] == [True] * A_MINUTE + [False] * 2

    @pytest.mark.parametrize("a_minute", [1, 7, 60, 59, 1000])
    def test_all_of_a_minute_can_be_had(self, a_minute: int) -> None:
        assert all(served(a_minute=a_minute) for _ in range(a_minute))
        assert not served(a_minute=a_minute)

    def test_it_says_when_to_come_again_and_that_is_true(self) -> None:
        for _ in range(A_MINUTE):
            ask(A, 1, A_MINUTE)
        with pytest.raises(TooMuchAsked) as caught:
            ask(A, 3, A_MINUTE)
        seconds = caught.value.facts["seconds"]
        assert seconds == 30
        later(29)
        assert not served(cost=3)
        later(1)
        assert served(cost=3)

    def test_who_asks_too_much_is_not_punished_for_asking(self) -> None:
        for _ in range(A_MINUTE + 50):
            served()
        later(10)
        assert served()

    def test_each_counts_alone(self) -> None:
        assert all(served(A) for _ in range(A_MINUTE))
        assert served(B)
        assert not served(A)

    def test_what_costs_more_than_a_minute_can_be_had_once_in_it(self) -> None:
        assert served(cost=100)
        assert not served()
        later(60)
        assert served(cost=100)

    def test_nothing_is_counted_without_a_limit(self) -> None:
        assert all(served(a_minute=0) for _ in range(100))
        assert not Visitor.objects.exists()

    def test_no_address_is_kept_and_none_for_long(self) -> None:
        ask(A, 1, A_MINUTE)
        ask(B, A_MINUTE, A_MINUTE)
        assert not Visitor.objects.filter(who__contains="203").exists()
        assert Visitor.objects.filter(paid_until__gt=timezone.now() + MINUTE).count() == 0
        later(20)
        assert forget() == 1
        later(50)
        forget_visitors(0)
        assert not Visitor.objects.exists()

    @pytest.mark.parametrize("visitor", ["", "' OR 1=1 --", "\u202e" * 9000, "user:7"])
    def test_whoever_it_is_he_is_one(self, visitor: str) -> None:
        assert [served(visitor, a_minute=1) for _ in range(2)] == [True, False]

    @given(
        st.integers(1, 12),
        st.lists(st.tuples(st.integers(0, 40), st.integers(1, 15)), max_size=25),
    )
    @settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    def test_it_agrees_with_a_bucket_that_drips(
        self, a_minute: int, asks: list[tuple[int, int]]
    ) -> None:
        """A bucket holds a minute's worth; it drips all the time; what does not fit is refused."""
        full, price = 60.0, 60 / a_minute
        level = 0.0
        with transaction.atomic():
            for pause, cost in asks:
                later(pause)
                level = max(0.0, level - pause)
                wanted = min(cost, a_minute) * price
                fits = level + wanted <= full + 1e-3
                try:
                    ask(A, cost, a_minute)
                    assert fits
                    level += wanted
                except TooMuchAsked as problem:
                    assert not fits
                    wait = problem.facts["seconds"]
                    assert isinstance(wait, int)
                    assert abs(wait - ceil(level + wanted - full)) <= 1
            transaction.set_rollback(True)


def test_it_is_told_in_both_languages_with_the_seconds() -> None:
    problem: Problem = TooMuchAsked(seconds=42)
    assert problem.status == 429
    for language in ("zh", "en"):
        assert "42" in problem.sentence(language)
        assert problem.way_out(language)


@pytest.fixture
def crowd(committed_db: str) -> Iterator[ThreadPoolExecutor]:
    assert committed_db
    with ThreadPoolExecutor(8) as pool:
        yield pool


def test_processes_at_the_same_moment_share_one_count(crowd: ThreadPoolExecutor) -> None:
    start = Barrier(8)

    def one() -> int:
        start.wait(timeout=10)
        try:
            return sum(served(a_minute=1) for _ in range(5))
        finally:
            connection.close()

    # One a minute: the test would have to last as long for a second to be right.
    assert sum(done.result(timeout=50) for done in [crowd.submit(one) for _ in range(8)]) == 1


@pytest.mark.usefixtures("committed_db")
def test_a_minute_goes_by_on_the_databases_own_clock() -> None:
    assert served(a_minute=1)
    assert not served(a_minute=1)
    later(60)
    assert served(a_minute=1)
