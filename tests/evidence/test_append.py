import json
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from evidence.logs import some
from mingjian.evidence.append import append, append_many, canonical
from mingjian.evidence.problems import LogUnavailable
from mingjian.evidence.read import entries, entry

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(-1e9, 1e9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@pytest.mark.django_db
def test_an_entry_is_kept_as_given() -> None:
    number = append("check.asked", actor="client:3", body={"b": "乙", "a": [1]}, subject_id=42)
    found = entry(number)
    assert (found.kind, found.actor, found.subject_id) == ("check.asked", "client:3", 42)
    assert found.body == {"a": [1], "b": "乙"}
    assert abs(found.at - datetime.now(UTC)) < timedelta(minutes=1)
    assert not found.sealed


@pytest.mark.django_db
def test_one_entry_costs_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        append("check.asked", actor="client:3", body={})


@pytest.mark.django_db
def test_many_entries_keep_their_order() -> None:
    given_entries = some(25_000)
    numbers = append_many(iter(given_entries))
    assert numbers == sorted(numbers)
    assert len(set(numbers)) == 25_000
    for place in (0, 9_999, 10_000, 24_999):
        found = entry(numbers[place])
        assert found.body == given_entries[place].body
        assert found.subject_id == given_entries[place].subject_id


@pytest.mark.django_db
def test_no_entries_are_no_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert append_many([]) == []


def test_an_entry_shares_the_fate_of_its_transaction(committed_db: str) -> None:
    assert committed_db
    with transaction.atomic():
        append("check.asked", actor="client:3", body={})
        transaction.set_rollback(True)
    assert entries() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "actor"),
    [
        ("", "client:1"),
        ("Check", "client:1"),
        ("check asked", "client:1"),
        ("check.asked\n", "client:1"),
        ("check.asked", ""),
        ("check.asked", "client:"),
        ("check.asked", "nobody:1"),
        ("check.asked", "client:1 2"),
    ],
)
def test_an_entry_without_a_proper_kind_or_actor_is_refused(kind: str, actor: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        append(kind, actor=actor, body={})
    assert entries() == []


@pytest.mark.django_db
def test_a_log_that_cannot_be_written_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingjian.evidence.append._ONE", "SELECT no_such_function(%s, %s, %s, %s)")
    with pytest.raises(LogUnavailable) as told, transaction.atomic():
        append("check.asked", actor="client:1", body={})
    assert told.value.status == 503
    assert isinstance(told.value.__cause__, DatabaseError)


@pytest.mark.django_db
def test_nobody_dates_his_own_entry_or_picks_its_number() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO evidence_entry (xid, at, kind, actor, body)"
            " VALUES ('1', '2020-01-01Z', 'check.asked', 'client:1', '{}')"
            " RETURNING id, at > now() - interval '1 minute', xid = pg_current_xact_id()"
        )
        assert cursor.fetchone()[1:] == (True, True)
        with pytest.raises(DatabaseError, match="GENERATED ALWAYS"), transaction.atomic():
            cursor.execute(
                "INSERT INTO evidence_entry (id, kind, actor, body)"
                " VALUES (7, 'check.asked', 'client:1', '{}')"
            )


@given(st.dictionaries(st.text(), JSON, max_size=4))
def test_the_canonical_text_is_one_and_reads_back(body: dict[str, object]) -> None:
    text = canonical(body)
    again = dict(reversed(list(json.loads(text).items())))
    assert again == body
    assert canonical(again) == text
    assert "\n" not in text


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), object(), {1, 2}])
def test_what_json_has_not_is_refused(wrong: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        canonical({"value": wrong})


STATEMENTS = [
    f"{what} {table}{rest}"
    for table, column in [
        ("evidence_entry", "body"),
        ("evidence_position", "position"),
        ("evidence_node", "place"),
        ("evidence_seal", "note"),
    ]
    for what, rest in [
        ("UPDATE", f" SET {column} = {column}"),
        ("DELETE FROM", ""),
        ("TRUNCATE", " CASCADE"),
    ]
]


@pytest.mark.django_db
@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_application_has_no_right_to_change_the_log(statement: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_even_the_owner_is_refused(owner: psycopg.Connection) -> None:
    for statement in STATEMENTS:
        with pytest.raises(psycopg.errors.ObjectNotInPrerequisiteState, match="kept as they are"):
            owner.execute(statement.encode())
