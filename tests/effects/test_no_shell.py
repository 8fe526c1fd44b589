"""Acceptance 5 in a shell: the models as the application's role, told to store what is forbidden.

Whoever has a Python prompt on the server has these ways: `create`, `bulk_create`, a copy saved
anew, an `update` of what stands, and SQL. The gate is in the database, so all end alike.
"""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, models, transaction

from effects import world
from effects.doors import effects
from effects.test_every_door import BASES, SIMPLE, historic
from intake.letters import broken
from mingjian.effects.adverse import make_adverse
from mingjian.effects.enter import enter
from mingjian.effects.finalise import finalise
from mingjian.effects.models import Adverse, Entry, Publication, ServedDecision
from mingjian.effects.publish import publish_record
from papers.making import ago, subject

pytestmark = pytest.mark.usefixtures("told")
Values = dict[str, Any]


def create(model: type[models.Model], values: Values) -> None:
    model._default_manager.create(**values)


def bulk_create(model: type[models.Model], values: Values) -> None:
    model._default_manager.bulk_create([model(**values)])


def bulk_and_ignore(model: type[models.Model], values: Values) -> None:
    """`ignore_conflicts` swallows a duplicate, not a refusal."""
    model._default_manager.bulk_create([model(**values)], ignore_conflicts=True)


def save(model: type[models.Model], values: Values) -> None:
    model(**values).save(force_insert=True)


def raw_sql(model: type[models.Model], values: Values) -> None:
    row = model(**values)
    fields = [one for one in model._meta.concrete_fields if not one.primary_key]
    columns = ", ".join(f'"{one.column}"' for one in fields)
    marks = ", ".join(["%s"] * len(fields))
    given = [one.get_db_prep_save(getattr(row, one.attname), connection) for one in fields]
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({marks})',  # noqa: S608 - that is the attack
            given,
        )


Way = Callable[[type[models.Model], Values], None]
WAYS: Final[tuple[Way, ...]] = (create, bulk_create, bulk_and_ignore, save, raw_sql)


def values(row: models.Model, **changes: object) -> Values:
    """The columns of a row that the gate let in, for one more like it."""
    fields = [one for one in row._meta.concrete_fields if not one.primary_key]
    return {one.attname: getattr(row, one.attname) for one in fields} | changes


def refused(way: Way, model: type[models.Model], given: Values) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        way(model, given)


def of_record(model: type[models.Model], record: UUID) -> Values:
    """What the gate takes of a sound record, taken away again, for a bad one."""
    verb = _adverse if model is Adverse else _publication
    with transaction.atomic():
        verb(world.penalty(key="示罚〔2026〕99号"))
        row = model._default_manager.get()
        transaction.set_rollback(True)
    return values(row, record_id=record)


def _adverse(record: UUID) -> None:
    make_adverse(world.finding(record))


def _publication(record: UUID) -> None:
    publish_record(world.publishing(record))


FAULTS: Final[dict[str, Values]] = {
    "wrong code": {"CF_XDR_SHXYM": broken(1)},
    "no code": {"CF_XDR_SHXYM": ""},
    **{f"basis: {how}": dict(row) for how, row in BASES.items()},
    **{f"simple: {how}": dict(row) for how, row in SIMPLE.items()},
}
ELSE: Final[tuple[Values, ...]] = (
    {"basis": ""},
    {"basis": "《编造法》第一条"},
    {"code": broken(1)},
)


def test_the_shell_has_the_rights_of_the_application() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("mingjian_app",)


@pytest.mark.parametrize("model", [Adverse, Publication])
@pytest.mark.parametrize("way", WAYS)
def test_the_ways_are_open_for_what_is_sound(way: Way, model: type[models.Model]) -> None:
    record = world.penalty()
    way(model, of_record(model, record))
    assert effects() == 1


@pytest.mark.parametrize("model", [Adverse, Publication])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_stored_in_no_way(fault: str, model: type[models.Model]) -> None:
    given = of_record(model, world.penalty(**FAULTS[fault]))
    for way in WAYS:
        for change in ({}, *ELSE):
            refused(way, model, given | change)
    assert effects() == 0


@pytest.mark.parametrize(
    "change", [{"basis": ""}, {"basis": "《编造法》第一条"}, {"code": broken(1)}]
)
@pytest.mark.parametrize("model", [Adverse, Publication])
def test_a_sound_record_gets_no_other_basis_and_no_other_code(
    model: type[models.Model], change: Values
) -> None:
    given = of_record(model, world.penalty()) | change
    for way in WAYS:
        refused(way, model, given)
    assert effects() == 0


@pytest.mark.parametrize("procedure", ["simple", "summary", "", None])
def test_a_simple_procedure_told_by_hand_makes_nothing(procedure: str | None) -> None:
    """Service is a table of its own; whatever is told there, the daily job asks the rules."""
    record = world.penalty()
    told = {"record_id": record, "subject_id": subject(1), "actor": "user:1"}
    told |= {"served_on": world.decided(), "procedure": procedure, "told": True}
    if procedure == "simple":
        ServedDecision.objects.create(**told)
    else:
        refused(create, ServedDecision, told)
    assert finalise(record, ago(-4000), actor="user:1") is None
    assert effects() == 0


def test_a_list_of_history_gets_no_entry_in_any_way() -> None:
    given = world.heard()
    with transaction.atomic():
        enter(world.listing(given))
        row = Entry.objects.get()
        transaction.set_rollback(True)
    for list_id in (*historic(), "X-OLD", "X-GONE", "nothing", ""):
        for way in WAYS:
            refused(way, Entry, values(row, list_id=list_id))
    assert effects() == 0


def test_what_stands_is_not_moved_to_a_list_of_history() -> None:
    given = world.heard()
    enter(world.listing(given))
    before = Entry.objects.values().get()
    changes: list[Values] = [{"list_id": one} for one in (*historic(), "X-OLD")]
    changes += [{part: ""} for part in ("law", "article", "text_version", "exit_zh", "remedy_zh")]
    changes += [{"decision_id": None}, {"service_id": None}, {"subject_id": subject(2)}]
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            Entry.objects.update(**change)
    assert Entry.objects.values().get() == before
