import pytest
import time_machine
from cryptography.exceptions import InvalidTag
from django.db import DatabaseError, connection, transaction

from mingjian.evidence.append import append
from mingjian.evidence.problems import KeyDestroyed, NoSuchKey
from mingjian.evidence.prove import inclusion
from mingjian.evidence.read import entries, entry
from mingjian.evidence.seal import seal_once
from mingjian.evidence.vault import conceal, erase, erase_all, reveal
from mingjian.evidence.verify import verify_log

CONTENT = {"name": "示例", "phone": "00000000000"}
PERSON = "person:5f2c"


def keys() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM evidence_key")
        return int(cursor.fetchone()[0])


@pytest.mark.django_db
def test_concealed_content_is_read_with_its_key_only() -> None:
    body = conceal(CONTENT, owner=PERSON)
    assert "示例" not in str(body)
    assert reveal(body) == CONTENT
    assert conceal(CONTENT, owner=PERSON) != body


@pytest.mark.django_db
def test_one_person_has_one_key_a_quarter() -> None:
    for day in ("2026-01-01T00:00+08:00", "2026-03-31T23:59+08:00", "2026-04-01T00:00+08:00"):
        with time_machine.travel(day, tick=False):
            conceal(CONTENT, owner=PERSON)
    conceal(CONTENT, owner="person:other")
    assert keys() == 3


@pytest.mark.django_db
def test_content_cannot_be_passed_off_under_another_key() -> None:
    mine, other = conceal(CONTENT, owner=PERSON), conceal(CONTENT, owner="person:other")
    sealed, theirs = mine["sealed"], other["sealed"]
    assert isinstance(sealed, dict)
    assert isinstance(theirs, dict)
    with pytest.raises(InvalidTag):
        reveal({"sealed": {**sealed, "key": theirs["key"]}})


@pytest.mark.usefixtures("committed_db")
def test_erased_content_is_gone_while_every_proof_still_verifies() -> None:
    number = append("record.read", actor="user:7", body=conceal(CONTENT, owner=PERSON))
    assert seal_once() is not None
    said = erase_all(PERSON, actor="user:1", reason="个人信息保护法 47")
    assert seal_once() is not None
    with pytest.raises(KeyDestroyed) as told:
        reveal(entry(number).body)
    assert told.value.status == 410
    assert inclusion(number).holds()
    assert [entry(one).kind for one in said] == ["key.destroyed"]
    assert "示例" not in str(entry(said[0]).body)
    assert verify_log().sound


@pytest.mark.django_db
def test_after_erasure_a_person_gets_a_new_key() -> None:
    old = conceal(CONTENT, owner=PERSON)
    assert len(erase_all(PERSON, actor="user:1", reason="request")) == 1
    new = conceal(CONTENT, owner=PERSON)
    assert reveal(new) == CONTENT
    with pytest.raises(KeyDestroyed):
        reveal(old)
    assert erase_all("person:nobody", actor="user:1", reason="request") == []


@pytest.mark.django_db
def test_a_key_is_destroyed_once_and_said_once() -> None:
    sealed = conceal(CONTENT, owner=PERSON)["sealed"]
    assert isinstance(sealed, dict)
    erase(sealed["key"], actor="user:1", reason="request")
    with pytest.raises(KeyDestroyed):
        erase(sealed["key"], actor="user:1", reason="request")
    with pytest.raises(NoSuchKey):
        erase(10**9, actor="user:1", reason="request")
    assert len(entries(kind="key.destroyed")) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE evidence_key SET secret = 'x'",
        "UPDATE evidence_key SET destroyed_at = now()",
        "UPDATE evidence_key SET owner = 'x', secret = NULL, destroyed_at = now()",
        "DELETE FROM evidence_key",
        "TRUNCATE evidence_key",
    ],
)
def test_a_key_may_only_be_destroyed(statement: str) -> None:
    conceal(CONTENT, owner=PERSON)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_a_destroyed_key_does_not_come_back() -> None:
    conceal(CONTENT, owner=PERSON)
    erase_all(PERSON, actor="user:1", reason="request")
    with (
        pytest.raises(DatabaseError, match="only be destroyed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE evidence_key SET secret = 'x', destroyed_at = NULL")
