import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from mingjian.policy.edition import edition_of
from mingjian.policy.keep import keep, kept_pack
from mingjian.policy.load import load_pack
from mingjian.policy.models import PackEdition
from mingjian.policy.problems import UnknownEdition
from mingjian.policy.resolve import Policies
from policy.making import PACKS, item, pack

pytestmark = pytest.mark.django_db


def test_editions_are_kept_and_come_back_equal() -> None:
    national = load_pack(PACKS / "national")
    (label,) = keep(Policies([national]))
    assert kept_pack(label) == national
    assert edition_of(kept_pack(label)).label == label


def test_keeping_twice_keeps_one_row_and_its_first_day() -> None:
    policies = Policies([pack("kept-twice")])
    (label,) = keep(policies)
    first = PackEdition.objects.get(pk=label).first_used_at
    assert keep(policies) == (label,)
    assert PackEdition.objects.get(pk=label).first_used_at == first


def test_every_state_of_a_pack_is_kept() -> None:
    keep(Policies([pack("kept-states")]))
    keep(Policies([pack("kept-states", catalogue=[item()])]))
    assert PackEdition.objects.filter(pack_id="kept-states").count() == 2


def test_an_edition_never_kept_is_unknown() -> None:
    with pytest.raises(UnknownEdition):
        kept_pack("small@000000000000")


@pytest.mark.parametrize(
    "statement",
    ["UPDATE policy_packedition SET content = '{}'", "DELETE FROM policy_packedition"],
)
def test_the_table_only_grows(statement: str) -> None:
    keep(Policies([pack("kept-for-good")]))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert PackEdition.objects.filter(pack_id="kept-for-good").exists()


def test_a_label_that_does_not_name_its_digest_is_refused() -> None:
    edition = edition_of(pack("mislabelled"))
    with pytest.raises(IntegrityError, match="policy_label_names_digest"), transaction.atomic():
        PackEdition.objects.create(
            label="mislabelled@000000000000",
            pack_id=edition.pack_id,
            sha256=edition.sha256,
            content=edition.content,
        )


def test_not_even_the_owner_changes_an_edition(owner: psycopg.Connection) -> None:
    row = ("by-owner@000000000000", "by-owner", "0" * 64, "{}")
    owner.execute(
        "INSERT INTO policy_packedition (label, pack_id, sha256, content) VALUES (%s, %s, %s, %s)",
        row,
    )
    for statement in (
        "UPDATE policy_packedition SET content = '[]'",
        "DELETE FROM policy_packedition",
    ):
        with pytest.raises(psycopg.errors.RestrictViolation):
            owner.execute(statement)
