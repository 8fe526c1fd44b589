"""Several subjects found at once are the same as one by one."""

import pytest
from pytest_django import DjangoAssertNumQueries

from mingjian.registry.find import subject, subjects
from registry.register import code, enrol

pytestmark = pytest.mark.django_db


def test_many_are_found_in_one_query_as_each_alone(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    made = enrol([(code(n), f"示例{n}号有限公司") for n in range(1, 4)])
    numbers = [*made.values(), *made.values()]
    with django_assert_num_queries(1):
        found = subjects(numbers)
    assert set(found) == set(made.values())
    for number, one in found.items():
        assert one == subject(number)
        assert made[one.code] == number


def test_who_is_not_there_is_left_out() -> None:
    assert subjects([]) == {}
    assert subjects([10**12]) == {}
