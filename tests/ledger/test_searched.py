"""Records are found by what a field of theirs says, and what that costs however much is on file."""

import os
import subprocess
import sys

import psycopg
import pytest
from django.db import connection

from ledger.deliveries import ITEM, moment, number, posting, row
from ledger.plans import Touched, touched
from mingjian.effects.penalty import ITEM as PENALTY
from mingjian.effects.penalty import NUMBER
from mingjian.ledger.post import post
from mingjian.ledger.searched import stand_with
from mingjian.ledger.withdraw import withdraw
from mingjian.policy.standing import policies

MANY = """
INSERT INTO ledger_version (record_id, seq, item, subject_id, unit_id, valid, known, submission_id,
  row_no, edition_id, act, digest, payload)
SELECT gen_random_uuid(), 1, %s, n, 'qu-fgj', daterange('2024-01-01', NULL), tstzrange(now(), NULL),
  1, n, 'national@000000000000', 'posted', sha256(n::text::bytea),
  json_build_object('CF_XDR_MC', repeat('示', 100), 'CF_WSH', 'many-' || n, 'BZ', 'more-' || n)
FROM generate_series(%s::int, %s::int) n
"""
STEP = """
import sys
import django
django.setup()
from mingjian.ledger.searched import index_searched
from mingjian.policy.resolve import Policies
from mingjian.policy.standing import policies
def with_fields(pack):
    items = [one.model_copy(update={"searched": tuple(sys.argv[1:])})
             if one.id == "licence" else one for one in pack.catalogue]
    return pack.model_copy(update={"catalogue": tuple(items)})
index_searched(Policies(map(with_fields, policies().packs)))
"""
INDEXES = r"""
SELECT indexdef FROM pg_indexes WHERE indexname LIKE 'ledger\_searched\_%' ORDER BY indexdef
"""


def found(*values: str, item: str = ITEM, field: str = NUMBER) -> list[str]:
    return [str(one.payload[NUMBER]) for one in stand_with(item, field, values)]


def more(first: int, last: int) -> None:
    """So many more penalties on file, and the database knows how many."""
    with connection.cursor() as cursor:
        cursor.execute(MANY, [ITEM, first, last])


def look(field: str, *values: str) -> Touched:
    return touched(lambda: stand_with(ITEM, field, values))


def through_the_index(seen: Touched) -> bool:
    return any(name.startswith("ledger_searched_") for name in seen.indexes)


@pytest.mark.django_db
def test_what_stands_with_a_value_is_found_once_in_the_order_of_records() -> None:
    post([row("甲"), row("乙", row_no=2), row("丙", row_no=3)], posting())
    in_order = sorted(["甲", "乙"], key=number)
    assert found("乙", "甲", "甲", "丁") == in_order
    assert found() == []
    assert found("甲 ") == []
    assert found("甲", item="licence") == []
    assert found("罚款", field="CF_NR") == sorted(["甲", "乙", "丙"], key=number)


@pytest.mark.django_db
def test_only_what_stands_now_is_found() -> None:
    post([row("甲", text="罚款"), row("乙", row_no=2, text="罚款")], posting())
    post([row("甲", text="警告")], posting(1))
    withdraw(number("乙"), reason="撤销", basis="示例判决", actor="user:2", at=moment(1))
    assert found("罚款", field="CF_NR") == []
    assert found("甲", "乙") == ["甲"]


@pytest.mark.django_db
def test_two_texts_of_one_hash_are_told_apart() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min('n' || i), max('n' || i) FROM generate_series(1, 300000) i "
            "GROUP BY hashtext('n' || i) HAVING count(*) > 1 LIMIT 1"
        )
        one, other = cursor.fetchone()
    post([row(one), row(other, row_no=2)], posting())
    assert found(one) == [one]
    assert found(other) == [other]


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["长" * 100_000, "'; DROP TABLE ledger_version; --", "%s", "\\"])
def test_any_text_can_be_posted_and_found(key: str) -> None:
    post([row(key)], posting())
    assert found(key) == [key]


@pytest.mark.django_db
def test_the_number_of_a_decision_is_declared_as_searched() -> None:
    items = [one for pack in policies().packs for one in pack.catalogue if one.id == PENALTY]
    assert items
    assert all(NUMBER in one.searched for one in items)


@pytest.mark.django_db
def test_a_look_for_a_decision_does_not_grow_with_the_ledger() -> None:
    wanted = [f"many-{n}" for n in range(1, 201)]
    more(1, 2_000)
    small, read_through = look(NUMBER, *wanted), look("BZ", "more-7")
    more(2_001, 20_000)
    large = look(NUMBER, *wanted)
    assert through_the_index(small)
    assert through_the_index(large)
    assert large.blocks < 1.5 * small.blocks
    assert look("BZ", "more-7").blocks > 5 * read_through.blocks


def as_owner(database: str, *fields: str) -> None:
    environment = os.environ | {
        "MINGJIAN_DATABASE_NAME": database,
        "MINGJIAN_DATABASE_ROLE": "owner",
        "DJANGO_SETTINGS_MODULE": "mingjian.site.settings",
    }
    subprocess.run([sys.executable, "-c", STEP, *fields], env=environment, check=True)  # noqa: S603 - our own code


def test_indexes_follow_what_the_packs_declare(
    committed_db: str, owner: psycopg.Connection
) -> None:
    before = owner.execute(INDEXES).fetchall()
    assert len(before) == 1
    for _ in range(2):
        as_owner(committed_db, "XK_WSH", "XK_XKBH")
        made = [str(one) for (one,) in owner.execute(INDEXES).fetchall()]
        assert len(made) == 3
        assert all(
            any(field in one and "'licence'" in one for one in made)
            for field in ("'XK_WSH'", "'XK_XKBH'")
        )
    as_owner(committed_db)
    assert owner.execute(INDEXES).fetchall() == before
