"""Which lists take an entry, and acceptance 5: what cannot become an effect."""

from typing import Any

import pytest
from django.db import connection

from checks.filing import close_record, entries
from effects import world
from mingjian.effects.adverse import make_adverse
from mingjian.effects.enter import enter, entry, leave
from mingjian.effects.gate import Article, Term
from mingjian.effects.impose import impose, lift
from mingjian.effects.models import Adverse, Entry, Measure, Publication
from mingjian.effects.problems import AlreadyOver, AlreadyThere, GateShut, NoSuchEffect
from mingjian.effects.publish import publish_record
from mingjian.policy.standing import policies
from papers.making import OTHER, ago, paper, served, subject
from registry.register import code

Changes = dict[str, Any]
pytestmark = pytest.mark.usefixtures("told")


def rule(list_id: str, **changes: object) -> str:
    """Which rule keeps a properly decided entry off the list."""
    with pytest.raises(GateShut) as caught:
        enter(world.listing(world.heard(), list_id=list_id, **changes))
    assert caught.value.sentence("zh") != caught.value.sentence("en")
    assert not Entry.objects.exists()
    return str(caught.value.facts["rule"])


@pytest.mark.parametrize(
    ("list_id", "expected"),
    [
        ("X-OLD", "effects_list_live"),
        ("X-LOCAL", "effects_list_allowed"),
        ("X-PART", "effects_list_part"),
        ("X-LATER", "effects_list_in_force"),
        ("X-GONE", "effects_list_in_force"),
        ("X-NONE", "effects_list_in_force"),
        ("X-COURT", "effects_source"),
    ],
)
def test_a_list_that_takes_nobody(list_id: str, expected: str) -> None:
    assert rule(list_id) == expected


def test_no_historic_list_of_the_real_packs_takes_anybody() -> None:
    given = world.heard()
    dead = {one.id for one in policies().every_list() if one.status != "live"}
    live = {one.id for one in policies().every_list() if one.status == "live"}
    assert dead - live
    for list_id in sorted(dead - live):
        with pytest.raises(GateShut) as caught:
            enter(world.listing(given, list_id=list_id))
        assert caught.value.facts["rule"] in {"effects_list_live", "effects_list_in_force"}


def test_a_unit_outside_the_district_decides_nothing() -> None:
    outside = next(unit.id for unit in policies().units() if not unit.in_district)
    about = subject()
    prior = paper(about, kind="prior_notice", signed_on=ago(50), unit_id=outside)
    proof = served(prior.id, about, ago(40))
    given = world.Heard(about, paper(about, unit_id=outside).id, proof.id)
    with pytest.raises(GateShut) as caught:
        enter(world.listing(given, unit_id=outside))
    assert caught.value.facts["rule"] == "effects_unit_in_district"


def test_an_entry_is_made_with_its_parts_and_logged() -> None:
    given = world.heard()
    made = enter(world.listing(given, case_id=5))
    assert entry(made.id) == made
    assert (made.parts, made.case_id, made.end) == (given.parts(), 5, None)
    assert made.edition_id == world.packs().editions["example"].label
    ((_, actor, about, body),) = entries("entry.made")
    assert (actor, about) == ("user:1", given.subject_id)
    assert '"list":"X-BLACK"' in body


def test_nobody_is_on_a_list_twice_at_a_time() -> None:
    given = world.heard()
    made = enter(world.listing(given))
    with pytest.raises(AlreadyThere):
        enter(world.listing(given))
    enter(world.listing(given, list_id="X-OTHER"))
    leave(made.id, world.end())
    enter(world.listing(given))


def test_a_collected_entry_comes_from_a_record_or_a_posting() -> None:
    record = world.penalty()
    about = subject()
    decision = paper(about, number="示例法院〔2026〕1号", unit_id="other-court")
    told = served(decision.id, about, ago(28))
    given = world.Heard(about, decision.id, told.id)
    made = enter(world.listing(given, list_id="X-COURT", source_record=record))
    assert made.source_record == record
    other = world.penalty(2, "示罚〔2026〕2号")
    leave(made.id, world.end())
    wrong: list[Changes] = [{"source_record": other}, {"source_submission": 10**6}, {}]
    for change in wrong:
        with pytest.raises(GateShut) as caught:
            enter(world.listing(given, list_id="X-COURT", **change))
        assert caught.value.facts["rule"] == "effects_source"
    close_record(str(record))
    with pytest.raises(GateShut):
        enter(world.listing(given, list_id="X-COURT", source_record=record))


def test_praise_needs_no_notice_before() -> None:
    about = subject()
    decision = paper(about)
    given = world.Heard(about, decision.id, served(decision.id, about, ago(28)).id)
    assert enter(world.listing(given, list_id="X-RED")).list_id == "X-RED"
    assert impose(world.imposition(given, measure_id="x-praise")).measure_id == "x-praise"
    for refused in ("X-BLACK", "X-OTHER"):
        with pytest.raises(GateShut):
            enter(world.listing(given, list_id=refused))
    with pytest.raises(GateShut):
        impose(world.imposition(given))


def test_a_measure_keeps_to_its_article_and_its_term() -> None:
    given = world.heard()
    wrong: dict[str, Changes] = {
        "effects_measure_known": {"measure_id": "x-none"},
        "effects_measure_article": {"parts": given.parts(basis=Article("示例法", "8", "2020"))},
        "effects_measure_term": {"parts": given.parts(term=Term(ago(30), ago(-400)))},
    }
    for expected, change in wrong.items():
        with pytest.raises(GateShut) as caught:
            impose(world.imposition(given, **change))
        assert caught.value.facts["rule"] == expected
    with pytest.raises(GateShut) as caught:
        impose(world.imposition(given, measure_id="x-person"))
    assert caught.value.facts["rule"] == "effects_measure_known"


def test_a_measure_of_an_entry_is_one_that_the_law_attaches() -> None:
    given = world.heard()
    made = enter(world.listing(given))
    imposed = impose(world.imposition(given, measure_id="x-barred", entry_id=made.id))
    assert imposed.entry_id == made.id
    other = world.heard(subject(2))
    wrong: list[tuple[world.Heard, Changes, str]] = [
        (given, {"entry_id": made.id}, "effects_measure_attached"),
        (other, {"measure_id": "x-barred", "entry_id": made.id}, "effects_measure_of_entry"),
    ]
    for who, change, expected in wrong:
        with pytest.raises(GateShut) as caught:
            impose(world.imposition(who, **change))
        assert caught.value.facts["rule"] == expected


def test_a_measure_does_not_outlast_its_entry() -> None:
    given = world.heard()
    short = given.parts(term=Term(ago(30), ago(-30)))
    made = enter(world.listing(given, parts=short))
    with pytest.raises(GateShut) as caught:
        impose(world.imposition(given, measure_id="x-barred", entry_id=made.id))
    assert caught.value.facts["rule"] == "effects_measure_within_entry"


def test_leaving_ends_the_measures_of_the_entry() -> None:
    given = world.heard()
    made = enter(world.listing(given))
    impose(world.imposition(given, measure_id="x-barred", entry_id=made.id))
    own = impose(world.imposition(given))
    assert leave(made.id, world.end()).end == world.end()
    assert Measure.objects.get(entry_id=made.id).ended_on == ago(0)
    assert lift(own.id, world.end(ago(3))).end == world.end(ago(3))
    assert len(entries("measure.lifted")) == 2


def test_what_ended_stays_ended() -> None:
    made = enter(world.listing(world.heard()))
    leave(made.id, world.end())
    with pytest.raises(AlreadyOver):
        leave(made.id, world.end(ago(1)))
    with pytest.raises(NoSuchEffect):
        leave(10**9, world.end())
    assert entry(made.id).end == world.end()


@pytest.mark.parametrize("change", [{"why": " "}, {"basis": "　"}, {"actor": ""}])
def test_an_end_says_why(change: dict[str, Any]) -> None:
    made = enter(world.listing(world.heard()))
    with pytest.raises(GateShut):
        leave(made.id, world.end(**change))
    assert entry(made.id).end is None


# Acceptance 5: a wrong code, simple procedure, no basis.


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"CF_WSH": "示简罚〔2026〕1号"}, "effects_item_forbids"),
        ({"CF_WSH": "示罚〔2026〕当场1号"}, "effects_item_forbids"),
        ({"BZ": "适用简易程序"}, "effects_item_forbids"),
        ({"CF_XDR_LB": "自然人"}, "effects_item_forbids"),
        ({"CF_YJ": ""}, "effects_record_basis"),
        ({"CF_YJ": "　"}, "effects_record_basis"),
        ({"CF_XDR_SHXYM": ""}, "effects_code_in_use"),
        ({"CF_XDR_SHXYM": code(2)}, "effects_code_in_use"),
        ({"CF_XDR_SHXYM": "91330299MA00000000"}, "effects_code_in_use"),
    ],
)
def test_such_a_record_becomes_no_effect(changes: dict[str, Any], expected: str) -> None:
    subject(2)
    record = world.penalty(**changes)
    for verb in (
        lambda: make_adverse(world.finding(record)),
        lambda: publish_record(world.publishing(record)),
    ):
        with pytest.raises(GateShut) as caught:
            verb()
        assert caught.value.facts["rule"] in {expected, "effects_publication_basis"}
    assert not Adverse.objects.exists()
    assert not Publication.objects.exists()


@pytest.mark.parametrize("flag", ["replaced", "duplicate", "faulty"])
def test_a_code_out_of_use_carries_nothing(flag: str) -> None:
    record = world.penalty()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE registry_subjectcode SET flag = %s WHERE code = %s", [flag, code(1)])
    with pytest.raises(GateShut) as caught:
        make_adverse(world.finding(record))
    assert caught.value.facts["rule"] == "effects_code_in_use"


def test_a_sound_penalty_becomes_both_once() -> None:
    record = world.penalty()
    publish_record(world.publishing(record))
    make_adverse(world.finding(record))
    with pytest.raises(AlreadyThere):
        publish_record(world.publishing(record))
    with pytest.raises(AlreadyThere):
        make_adverse(world.finding(record))
    assert OTHER not in {row.unit_id for row in Adverse.objects.all()}
