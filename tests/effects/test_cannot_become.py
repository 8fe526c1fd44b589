"""Acceptance 5: what the law forbids does not become an effect: by file, API, screen or shell.

An adverse row with a wrong code, of a simple procedure, without its basis, or on a historic list.
Here: by file, verb, job and SQL, as the application and as the owner of the tables. The wire, the
desk and the command are in `test_every_door`, the models in `test_no_shell`, the forms of a
determination in `web/test_no_screen`.
"""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from psycopg import sql

from cases.test_effects import DECISION, determination
from cases.world import HEAD, at
from cases.world import subject as organisation
from effects import world
from effects.doors import effects
from effects.following import followed
from effects.test_gate import CLEAR, again, lifted, refused
from intake.letters import broken, deliver, entity, penalty
from mingjian.cases.doing import Doing
from mingjian.cases.take import take
from mingjian.effects.adverse import make_adverse
from mingjian.effects.by_rules import Doubt
from mingjian.effects.doubts import doubts
from mingjian.effects.enter import enter
from mingjian.effects.models import Publication
from mingjian.effects.of_record import standing
from mingjian.effects.problems import GateShut
from mingjian.effects.publish import publish_record
from mingjian.effects.publish_by_rules import publish_by_rules
from mingjian.effects.service.given import Served
from mingjian.effects.service.record import record_service
from mingjian.effects.sync import sync
from mingjian.home.database import address
from mingjian.ledger.models import Version
from mingjian.policy.standing import policies
from papers.making import WHO, ago

WRONG: dict[str, dict[str, Any]] = {
    "wrong code": {"CF_XDR_SHXYM": broken(1)},
    "no code": {"CF_XDR_SHXYM": ""},
    "no basis": {"CF_YJ": ""},
    "blank basis": {"CF_YJ": "　"},
}
RULES = {
    "wrong code": "effects_code_in_use",
    "no code": "effects_code_in_use",
    "no basis": "effects_record_basis",
    "blank basis": "effects_record_basis",
}


@pytest.mark.django_db
@pytest.mark.parametrize("why", WRONG)
def test_not_by_file(why: str) -> None:
    deliver("market-entity", [entity(1)])
    submission = deliver("penalty", [penalty(1, **WRONG[why])])
    followed(submission.pk)
    assert effects() == 0
    assert not Version.objects.filter(item="penalty").exists()


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("why", WRONG)
@pytest.mark.parametrize(
    "verb",
    [
        lambda record: make_adverse(world.finding(record)),
        lambda record: publish_record(world.publishing(record)),
    ],
)
def test_not_by_verb(why: str, verb: Callable[[object], object]) -> None:
    record = world.penalty(**WRONG[why])
    with pytest.raises(GateShut) as shut:
        verb(record)
    assert shut.value.facts["rule"] == RULES[why]
    assert effects() == 0


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("why", WRONG)
def test_not_by_the_job_that_follows_a_posting(why: str) -> None:
    record = world.penalty(CF_CFLB="吊销许可证件", CF_JDRQ="2024-03-04", **WRONG[why])
    (told,) = publish_by_rules([standing(record)])
    assert isinstance(told, Doubt)
    assert effects() == 0


@pytest.mark.usefixtures("told")
def test_one_bad_row_among_good_ones_is_the_only_doubt() -> None:
    records = [
        world.penalty(
            key=f"示罚〔2024〕{n}号",
            CF_CFLB="吊销许可证件",
            CF_JDRQ="2024-03-04",
            CF_YJ="" if n == 3 else "《示例法》第一条",
        )
        for n in range(7)
    ]
    told = publish_by_rules([standing(one) for one in records])
    assert [isinstance(one, Doubt) for one in told] == [n == 3 for n in range(7)]
    assert Publication.objects.count() == 6


@pytest.mark.usefixtures("told")
def test_a_simple_procedure_never_becomes_adverse_information() -> None:
    record = world.penalty()
    served = Served(record, world.decided(), "simple")
    assert record_service(served, ago(-4000), actor=WHO) is None
    assert effects() == 0


@pytest.mark.usefixtures("told")
def test_what_the_item_forbids_stays_out_whoever_calls() -> None:
    item = policies().item("penalty", ago(0))
    words = [one for one in item.row_checks if one.kind == "forbidden"]
    assert words, "the catalogue says what a penalty's row must not be"
    word = [*words[0].values, *words[0].contains][0]
    changes: dict[str, Any] = {words[0].field: word}
    record = world.penalty(**changes)
    for verb in (
        lambda: make_adverse(world.finding(record)),
        lambda: publish_record(world.publishing(record)),
    ):
        with pytest.raises(GateShut) as shut:
            verb()
        assert shut.value.facts["rule"] == "effects_item_forbids"
    assert effects() == 0


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("list_id", ["X-OLD", "X-GONE", "X-LATER", "X-LOCAL", "X-PART", "nothing"])
def test_a_list_that_is_not_live_gets_no_entry_by_verb(list_id: str) -> None:
    given = world.heard()
    with pytest.raises(GateShut):
        enter(world.listing(given, list_id=list_id))
    assert effects() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("list_id", ["B19", "B22"])
def test_a_historic_list_gets_no_entry_by_a_case(list_id: str) -> None:
    case = determination(organisation(1), list_id)
    with at("2026-03-18"), pytest.raises(GateShut):
        take(case.id, "decide", Doing(DECISION, reason="示例"), HEAD, seq=3)
    assert effects() == 0


@pytest.mark.parametrize("role", ["owner", "app"])
@pytest.mark.usefixtures("told_for_good")
def test_not_by_shell(committed_db: str, role: str) -> None:
    good = world.penalty()
    bad = {why: world.penalty(key=why, **WRONG[why]) for why in WRONG}
    make_adverse(world.finding(good))
    publish_record(world.publishing(good))
    given = world.heard()
    enter(world.listing(given))
    where = address("owner" if role == "owner" else "app").named(committed_db)
    with psycopg.connect(where.conninfo()) as session:
        for table in ("effects_adverse", "effects_publication"):
            lifted(session, table)
            for why, record in bad.items():
                assert refused(session, table, CLEAR | {"record_id": record}) == RULES[why]
            again(session, table, CLEAR)
        lifted(session, "effects_entry")
        for list_id in ("X-OLD", "X-GONE", "X-LATER", "X-LOCAL", "X-PART", "nothing"):
            assert refused(session, "effects_entry", CLEAR | {"list_id": list_id})
        session.rollback()


@pytest.mark.usefixtures("told_for_good")
def test_the_application_cannot_open_the_gate_first(committed_db: str) -> None:
    """What the gate knows of the packs is closed and added to, never changed."""
    with psycopg.connect(address("app").named(committed_db).conninfo()) as session:
        for change in (
            "UPDATE effects_list SET status = 'live', allowed = true",
            "UPDATE effects_item SET effect = 'adverse', forbidden = '[]'",
            "ALTER TABLE effects_entry DISABLE TRIGGER ALL",
            "DROP FUNCTION effects_entry_gate() CASCADE",
            "SET session_replication_role = replica",
        ):
            with pytest.raises(psycopg.errors.Error), session.transaction():
                session.execute(sql.SQL(change))


@pytest.mark.usefixtures("told")
def test_an_item_without_a_field_for_it_has_the_basis_of_its_own_law() -> None:
    sync(world.packs())
    row = next(one for one in policies().items(ago(0)) if one.id == "abnormal-operations")
    assert row.grounds is not None
    assert (row.grounds.basis, row.grounds.reason) == (None, "reason")
    assert doubts(HEAD).total == 0
