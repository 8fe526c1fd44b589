"""Whom something may be held against: known by a code in use, and living (decision 0019).

By verb, by SQL as the application and as the owner, and by the job; the doors of files and the API
in `test_whom_by_file`, cases in `cases/test_whom`, the forms in `web/test_whom`.
"""

from collections.abc import Callable
from datetime import date

import psycopg
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from effects import world
from effects.doors import effects
from effects.test_gate import CLEAR, again, lifted, refused
from effects.test_no_shell import WAYS, values
from effects.test_no_shell import refused as refused_way
from effects.whom import ENDED, SOUND, UNCLEAR, flagged, stands, succeeded
from mingjian.effects.adverse import end_adverse, find_adverse, make_adverse
from mingjian.effects.dispute import dispute, settle
from mingjian.effects.enter import enter, leave
from mingjian.effects.finalise import finalise
from mingjian.effects.impose import impose, lift
from mingjian.effects.jobs import finalise_pending
from mingjian.effects.models import Entry, Measure, ServedDecision
from mingjian.effects.pending import pending
from mingjian.effects.problems import GateShut, SubjectEnded, SubjectUnclear
from mingjian.effects.publish import find_publication, publish_record, stop_publication
from mingjian.effects.repair import repair
from mingjian.effects.service.given import Served
from mingjian.effects.service.record import record_service
from mingjian.effects.shield import shield
from mingjian.effects.subject_fit import unfit
from mingjian.effects.target import Target
from mingjian.effects.undo import undo
from mingjian.home.database import address
from mingjian.policy.standing import policies
from mingjian.registry.models import SubjectCode
from papers.making import WHO, ago, paper, subject
from registry.register import code

told = pytest.mark.usefixtures("told")
Act = Callable[[world.Heard], object]


def listed(list_id: str) -> Act:
    return lambda heard: enter(world.listing(heard, list_id=list_id))


def by_court(heard: world.Heard) -> object:
    """Decided elsewhere, and filed with its record."""
    return enter(world.listing(heard, list_id="X-COURT", source_record=world.penalty()))


def imposed(measure_id: str) -> Act:
    return lambda heard: impose(world.imposition(heard, measure_id=measure_id))


HERE: dict[str, Act] = {
    "black": listed("X-BLACK"),
    "red": listed("X-RED"),
    "restraint": imposed("x-own"),
    "incentive": imposed("x-praise"),
}


@told
@pytest.mark.parametrize("act", [*HERE, "by court"])
@pytest.mark.parametrize("how", UNCLEAR)
def test_nothing_is_held_for_or_against_somebody_who_cannot_be_told(how: str, act: str) -> None:
    heard = world.heard()
    UNCLEAR[how](heard.subject_id)
    with pytest.raises(SubjectUnclear) as shut:
        HERE.get(act, by_court)(heard)
    problem = shut.value
    assert (problem.facts["rule"], problem.place) == ("effects_subject_unclear", "code")
    assert "在用代码" in problem.way_out("zh")
    assert "code is in use" in problem.way_out("en")
    assert effects() == 0


@told
@pytest.mark.parametrize("act", HERE)
@pytest.mark.parametrize("how", ENDED)
def test_nothing_new_is_decided_here_about_who_has_ended(how: str, act: str) -> None:
    heard = world.heard()
    ENDED[how](heard.subject_id)
    with pytest.raises(SubjectEnded) as shut:
        HERE[act](heard)
    assert (shut.value.facts["rule"], shut.value.place) == ("effects_subject_ended", "code")
    assert "承继" in shut.value.way_out("zh")
    assert effects() == 0


@told
@pytest.mark.parametrize("how", ENDED)
def test_the_word_of_others_and_what_is_on_record_stand_of_who_has_ended(how: str) -> None:
    heard = world.heard()
    record = world.penalty()
    ENDED[how](heard.subject_id)
    enter(world.listing(heard, list_id="X-COURT", source_record=record))
    make_adverse(world.finding(record))
    publish_record(world.publishing(record))
    assert effects() == 3


@told
@pytest.mark.parametrize("act", HERE)
@pytest.mark.parametrize("how", SOUND)
def test_what_is_only_marked_hinders_nothing(how: str, act: str) -> None:
    heard = world.heard()
    SOUND[how](heard.subject_id)
    HERE[act](heard)
    assert effects() == 1


@told
@pytest.mark.parametrize("how", UNCLEAR)
def test_a_record_under_such_a_code_has_no_effect(how: str) -> None:
    record = world.penalty()
    UNCLEAR[how](subject())
    for verb in (
        lambda: make_adverse(world.finding(record)),
        lambda: publish_record(world.publishing(record)),
    ):
        with pytest.raises(GateShut) as shut:
            verb()
        assert shut.value.facts["rule"] == "effects_code_in_use"
    assert effects() == 0


@told
@pytest.mark.parametrize("how", [*UNCLEAR, *ENDED])
def test_no_python_prompt_gets_around_it(how: str) -> None:
    heard = world.heard()
    with transaction.atomic():
        enter(world.listing(heard))
        impose(world.imposition(heard))
        rows = (Entry.objects.get(), Measure.objects.get())
        transaction.set_rollback(True)
    (UNCLEAR | ENDED)[how](heard.subject_id)
    for row in rows:
        for way in WAYS:
            refused_way(way, type(row), values(row))
    assert effects() == 0


@pytest.mark.parametrize("role", ["owner", "app"])
@pytest.mark.usefixtures("told_for_good")
def test_not_by_sql(committed_db: str, role: str) -> None:
    heard = world.heard()
    enter(world.listing(heard))
    impose(world.imposition(heard))
    where = address("owner" if role == "owner" else "app").named(committed_db)
    with psycopg.connect(where.conninfo()) as session:
        for table in ("effects_entry", "effects_measure"):
            lifted(session, table)
        with session.transaction(force_rollback=True):
            for table in ("effects_entry", "effects_measure"):
                again(session, table, CLEAR)
        for rule, change in (
            ("effects_subject_ended", "UPDATE registry_subject SET status = '注销'"),
            ("effects_subject_unclear", "UPDATE registry_subjectcode SET flag = 'faulty'"),
        ):
            session.execute(change)
            for table in ("effects_entry", "effects_measure"):
                assert refused(session, table, CLEAR) == rule
        session.rollback()


@told
@pytest.mark.parametrize("how", [*UNCLEAR, *ENDED])
def test_what_ends_corrects_or_marks_is_never_hindered(how: str) -> None:
    heard, record = world.heard(), world.penalty()
    third = enter(world.listing(heard, list_id="X-RED"))
    entry = enter(world.listing(heard))
    other = enter(world.listing(heard, list_id="X-OTHER"))
    measure = impose(world.imposition(heard))
    adverse = make_adverse(world.finding(record))
    publish_record(world.publishing(record))
    ruling = paper(heard.subject_id, kind="ruling")
    (UNCLEAR | ENDED)[how](heard.subject_id)
    dispute(Target("entry", str(entry.id)), 7, on=ago(0), actor=WHO)
    settle(Target("entry", str(entry.id)), world.end(case_id=7))
    shield(heard.subject_id, ruling.id, ago(0), 7, actor=WHO)
    assert repair(Target("entry", str(entry.id)), world.end()).entries == 1
    leave(other.id, world.end())
    undo(Target("entry", str(third.id)), world.end())
    lift(measure.id, world.end())
    end_adverse(adverse.id, world.end())
    stop_publication(record, world.end())
    assert find_publication(record).end is not None  # type: ignore[union-attr]
    assert not Entry.objects.filter(ended_on=None).exists()


@told
@pytest.mark.parametrize("how", UNCLEAR)
def test_a_corrected_service_takes_the_information_away_all_the_same(how: str) -> None:
    record = world.penalty(CF_JDRQ="2025-01-06")
    made = record_service(Served(record, date(2025, 1, 6), "ordinary"), ago(0), actor=WHO)
    assert made is not None
    UNCLEAR[how](subject())
    later = Served(record, date(2025, 2, 6), "ordinary", reason="示例：送达日期有误")
    assert record_service(later, ago(0), actor=WHO) is None
    known = find_adverse(record)
    assert known is not None
    assert known.end is not None
    flagged("in_use", subject())
    again_ = finalise(record, ago(0), actor=WHO)
    assert again_ is not None
    assert again_.served_on == date(2025, 2, 6)


@told
def test_one_that_the_gate_refuses_holds_up_no_other_in_the_daily_job(
    caplog: pytest.LogCaptureFixture,
) -> None:
    records = [world.penalty(n, f"示罚〔2025〕{n}号", CF_JDRQ="2025-01-06") for n in (1, 2, 3)]
    for n, record in enumerate(records, 1):
        ServedDecision.objects.create(
            record_id=record,
            subject_id=subject(n),
            served_on=date(2025, 1, 6),
            procedure="ordinary",
            told=True,
            actor=WHO,
        )
    assert pending() == records
    flagged("faulty", subject(1))
    finalise_pending(0)
    assert pending() == records[:1]
    assert str(records[0]) in caplog.text
    assert "effects_code_in_use" in caplog.text
    assert effects() == 2


@told
def test_the_registers_words_for_ended_are_those_of_the_gate() -> None:
    about = subject()
    codes = policies().code_list("entity-status")
    seen = set()
    for value in codes.values:
        for word in (value.value, *value.aliases):
            stands(word, about)
            ended = isinstance(unfit(about, ago(0), decided_here=True), SubjectEnded)
            assert ended == (value.title.en == "deregistered"), word
            seen.add(ended)
    assert seen == {True, False}


FLAGS = ("in_use", "replaced", "duplicate", "faulty")


@told
@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    flags=st.lists(st.sampled_from(FLAGS), min_size=1, max_size=3),
    status=st.sampled_from(["", "存续", "吊销", "注销", "吊销，未注销"]),
    taken=st.none() | st.tuples(st.sampled_from(["merger", "division"]), st.integers(20, 40)),
    here=st.booleans(),
)
def test_the_gate_agrees_with_a_naive_model(
    *, flags: list[str], status: str, taken: tuple[str, int] | None, here: bool
) -> None:
    with transaction.atomic():
        _agree(flags, status, taken, here=here)
        transaction.set_rollback(True)


def _agree(flags: list[str], status: str, taken: tuple[str, int] | None, *, here: bool) -> None:
    about = subject()
    stands(status, about)
    SubjectCode.objects.filter(subject_id=about).update(flag=flags[0])
    for n, flag in enumerate(flags[1:]):
        _more(about, n, flag)
    if taken is not None:
        succeeded(taken[0], about, ago(taken[1]))
    over = status == "注销" or (taken is not None and taken[0] == "merger" and taken[1] >= 30)
    expected: type[GateShut] | None = None
    if "in_use" not in flags:
        expected = SubjectUnclear
    elif here and over:
        expected = SubjectEnded
    found = unfit(about, ago(30), decided_here=here)
    assert (found and type(found)) == expected


def _more(about: int, n: int, flag: str) -> None:
    SubjectCode.objects.create(code=code(600 + n), subject_id=about, held="(,)", flag=flag)
