from datetime import timedelta

import pyarrow as pa
import pytest
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries

from mingjian.registry.link import resolve
from registry.register import FIRST, code, enrol, refresh

pytestmark = pytest.mark.django_db


def resolved(codes: list[str | None]) -> dict[str, dict[str, object]]:
    with transaction.atomic(), connection.cursor() as cursor:
        table = resolve(cursor, pa.table({"code": pa.array(codes, pa.string())}))
    assert table.column_names == ["code", "subject_id", "normal_name", "former_normal_names"]
    return {str(row["code"]): row for row in table.to_pylist()}


def test_each_distinct_code_is_answered_once() -> None:
    numbers = enrol([(code(1), "示例（甲）")])
    found = resolved([code(1), code(2), None, code(1)])
    assert set(found) == {code(1), code(2)}
    assert found[code(1)]["subject_id"] == numbers[code(1)]
    assert found[code(1)]["normal_name"] == "示例(甲)"
    assert found[code(2)] == {
        "code": code(2),
        "subject_id": None,
        "normal_name": None,
        "former_normal_names": [],
    }


def test_every_other_name_is_told() -> None:
    enrol([(code(1), "示例店")])
    for days, name in enumerate(["示例甲", "示例乙"]):
        refresh([{"code": code(1), "name": name}], FIRST + timedelta(days=days))
    found = resolved([code(1)])[code(1)]
    assert found["normal_name"] == "示例乙"
    assert found["former_normal_names"] == ["示例店", "示例甲"]


def test_nothing_asked_nothing_answered() -> None:
    assert resolved([]) == {}
    assert resolved([None]) == {}


def test_the_number_of_queries_does_not_grow(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    refresh([{"code": code(n), "name": f"示例{n}号"} for n in range(500)])
    with django_assert_max_num_queries(8):
        assert len(resolved([code(n) for n in range(600)])) == 600
