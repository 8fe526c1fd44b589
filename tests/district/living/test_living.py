"""What the stories leave behind, and what the summary says of it."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from pydantic import TypeAdapter

from district.living.conftest import plan, play, take_in
from mingjian.cases.problems import NoSuchStep
from mingjian.district.codes import DIVISION
from mingjian.district.living import script, stage
from mingjian.district.living.firms import require_made_up
from mingjian.district.living.problems import NotMadeUp
from mingjian.district.living.services import is_answered
from mingjian.district.living.tally import living
from mingjian.district.people import DEMO, story_accounts
from mingjian.district.plan import Plan
from mingjian.effects.in_force import in_force
from mingjian.effects.service.waiting import waiting
from mingjian.registry.find import SubjectView, subject

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("living")]
ABOUT = (
    "cases_case",
    "cases_attendance",
    "effects_entry",
    "effects_adverse",
    "effects_measure",
    "effects_dispute",
    "effects_shield",
    "effects_contest",
    "papers_paper",
    "papers_notice",
)
FINGERPRINT = """
SELECT c.unit_id, c.year, c.serial, c.procedure, c.state, c.opened_on, c.closed_on, c.outcome,
  (SELECT min(k.code) FROM registry_subjectcode k WHERE k.subject_id = c.subject_id),
  (SELECT string_agg(s.step || s.day, ',' ORDER BY s.seq) FROM cases_step s WHERE s.case_id = c.id)
FROM cases_case c ORDER BY c.unit_id, c.year, c.serial
"""


def ask(query: str, *facts: str | date) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, facts)
        return list(cursor.fetchall())


def only(query: str, *facts: str | date) -> Any:
    return ask(query, *facts)[0][0]


@pytest.mark.usefixtures("played")
@pytest.mark.parametrize("table", ABOUT)
def test_no_real_subject_is_ever_touched(table: str) -> None:
    rows = ask(f"SELECT DISTINCT subject_id FROM {table} WHERE subject_id IS NOT NULL")  # noqa: S608 - own names
    found = [subject(number) for (number,) in rows]
    assert found or table == "effects_measure"
    for one in found:
        assert one is not None
        assert one.code[2:8] == DIVISION
        assert "示例" in one.name


@pytest.mark.usefixtures("played")
def test_the_summary_counts_what_is_in_the_database() -> None:
    told, today = living(), timezone.localdate()
    assert told.cases == only("SELECT count(*) FROM cases_case")
    assert sum(one.cases for one in told.states) == told.cases
    open_ones = sum(one.cases for one in told.states if not one.closed)
    assert open_ones == only("SELECT count(*) FROM cases_case WHERE closed_on IS NULL")
    for one in told.lists:
        in_force_now = only(
            "SELECT count(*) FROM effects_entry WHERE list_id = %s AND holds @> %s::date"
            " AND (ended_on IS NULL OR ended_on > %s::date)",
            one.list_id,
            today,
            today,
        )
        everyone = only("SELECT count(*) FROM effects_entry WHERE list_id = %s", one.list_id)
        assert (one.in_force, one.ended) == (in_force_now, everyone - in_force_now)
    assert sum(told.exits.values()) == sum(one.ended for one in told.lists)
    assert told.marks["disputed"] == only(
        "SELECT count(*) FROM effects_dispute WHERE ended_on IS NULL"
    )
    assert told.trained == only(
        "SELECT count(DISTINCT subject_id) FROM cases_attendance WHERE certificate_id IS NOT NULL"
    )


@pytest.mark.usefixtures("played")
def test_the_district_lives() -> None:
    told = living()
    assert told.cases >= 80
    assert {one.list_id for one in told.lists} >= {"A01", "B05", "B18", "B20", "R01", "R02"}
    assert told.exits["by_term"] > 0
    assert told.exits["by_decision"] > 0
    assert told.overdue > 0
    assert told.awaited > 0
    assert told.marks["adverse"] > 0
    assert told.marks["shielded"] == 2
    kinds = {kind for (kind,) in ask("SELECT DISTINCT kind FROM cases_case")}
    assert len(kinds) == 10
    assert only("SELECT count(*) FROM cases_training WHERE held_on > current_date") == 1


@pytest.mark.usefixtures("played")
def test_most_penalties_were_served_by_their_own_liaisons_and_some_became_adverse() -> None:
    served, by_others = ask(
        "SELECT count(*), count(*) FILTER (WHERE a.unit_id <> v.unit_id AND a.username <> 'office')"
        " FROM effects_served s JOIN ledger_version v USING (record_id)"
        " JOIN accounts_account a ON s.actor = 'user:' || a.id WHERE upper_inf(v.known)"
    )[0]
    assert by_others == 0
    left = waiting(DEMO)
    # Of what was decided within the last days nobody has the proof of service yet: how much that
    # is depends on the day on which the test runs.
    long_ago = [one for one in left if one.decided_on + timedelta(days=10) <= timezone.localdate()]
    assert served > 3 * len(long_ago) > 0
    assert len(left) > len(long_ago)
    assert [one for one in left if is_answered(one, timezone.localdate())] == []
    assert (
        only("SELECT count(*) FROM effects_served WHERE served_on > %s", timezone.localdate()) == 0
    )
    final, simple = (
        only(
            "SELECT count(*) FROM effects_served s JOIN effects_adverse a USING (record_id)"
            " WHERE s.procedure = %s",
            procedure,
        )
        for procedure in ("ordinary", "simple")
    )
    assert final > served / 2
    assert simple == 0
    assert living().marks["adverse"] > 20


@pytest.mark.usefixtures("played")
def test_every_state_in_which_a_determination_waits_is_there() -> None:
    states = {
        state for (state,) in ask("SELECT state FROM cases_case WHERE kind = 'determination'")
    }
    waiting = {"proposed", "notified", "hearing-due", "stated", "ready", "decided", "reported"}
    assert states >= waiting | {"published", "not-listed", "dropped"}


@pytest.mark.usefixtures("played")
def test_nothing_was_written_past_the_verbs() -> None:
    """Every step and paper has its log entry, and nobody unnamed acted."""
    assert (
        only(
            "SELECT count(*) FROM cases_step s LEFT JOIN evidence_entry e ON e.id = s.entry_id"
            " WHERE e.id IS NULL"
        )
        == 0
    )
    made = only("SELECT count(*) FROM evidence_entry WHERE kind = 'paper.made'")
    assert made == only("SELECT count(*) FROM papers_paper")
    actors = {actor for (actor,) in ask("SELECT DISTINCT actor FROM cases_step")}
    accounts = {f"user:{number}" for (number,) in ask("SELECT id FROM accounts_account")}
    assert actors <= accounts | {"system:cases"}


@pytest.mark.usefixtures("played")
def test_no_step_lies_ahead_and_the_past_is_in_order() -> None:
    """What is decided here is told before it begins; what others decided, with their decision."""
    assert only("SELECT count(*) FROM cases_step WHERE at > clock_timestamp()") == 0
    assert only("SELECT max(day) FROM cases_step") == timezone.localdate()
    assert (
        only(
            "SELECT count(*) FROM effects_entry e JOIN papers_service s ON s.id = e.service_id"
            " WHERE s.served_on >= lower(e.holds) AND e.case_id IS NOT NULL"
        )
        == 0
    )


@pytest.mark.usefixtures("played")
def test_what_left_is_not_in_force_and_what_is_shielded_is_not_shown() -> None:
    today = timezone.localdate()
    for entry, about in ask("SELECT id, subject_id FROM effects_entry WHERE ended_on <= %s", today):
        assert entry not in {one.id for one in in_force(about, today).entries}
    for (about,) in ask("SELECT subject_id FROM effects_shield WHERE ended_on IS NULL"):
        assert in_force(about, today).entries == ()


@pytest.mark.usefixtures("played")
def test_the_accounts_that_are_shown() -> None:
    names = [one.username for one in story_accounts()]
    assert {"organisation-1", "organisation-2", "reviewer"} <= set(names)
    assert sum(name.startswith("head-") for name in names) >= 2
    assert all(one.hint.zh and one.hint.en and one.password for one in story_accounts())
    for one in story_accounts():
        if one.role == "organisation":
            assert "示例" in one.unit


def test_playing_again_adds_nothing(played: Plan) -> None:
    before = ask(FINGERPRINT), only("SELECT count(*) FROM evidence_entry")
    assert play(played) == []
    assert (ask(FINGERPRINT), only("SELECT count(*) FROM evidence_entry")) == before


@pytest.mark.usefixtures("played")
def test_a_real_looking_organisation_is_refused() -> None:
    found = subject(only("SELECT min(subject_id) FROM cases_case"))
    assert isinstance(found, SubjectView)
    assert require_made_up(found) is found
    for real in (
        replace(found, code="91330211MA2A0XYZ12"),
        replace(found, name="宁波某某有限公司"),
    ):
        with pytest.raises(NotMadeUp):
            require_made_up(real)


@pytest.fixture
def bare(db: None, tmp_path: Path) -> Plan:  # noqa: ARG001 - it opens the database
    """The smallest district, without a single record."""
    wanted = plan(subjects=100, records=0)
    take_in(wanted, tmp_path)
    return wanted


def test_who_watches_hears_of_every_day(bare: Plan) -> None:
    days, of, steps = zip(*play(bare), strict=True)
    assert list(days) == list(range(1, of[0] + 1))
    assert set(of) == {len(days)}
    assert list(steps) == sorted(steps)
    assert steps[-1] >= only("SELECT count(*) FROM cases_step WHERE actor LIKE 'user:%%'")


def test_the_smallest_district_lives_as_far_as_it_has_people_and_records(bare: Plan) -> None:
    play(bare)
    told = living()
    assert 0 < told.cases == only("SELECT count(*) FROM cases_case")
    assert told.marks["adverse"] == 0
    assert only("SELECT count(*) FROM cases_case WHERE about IN ('record', 'adverse')") == 0


def test_equal_plans_tell_equal_stories(bare: Plan) -> None:
    """Twice from the same ground, in transactions of which the first is taken back."""
    with transaction.atomic():
        play(bare)
        first = ask(FINGERPRINT)
        transaction.set_rollback(True)
    assert ask(FINGERPRINT) == []
    play(bare)
    assert ask(FINGERPRINT) == first != []


def test_another_seed_tells_them_of_others(bare: Plan) -> None:
    with transaction.atomic():
        play(bare)
        first = {row[8] for row in ask(FINGERPRINT)}
        transaction.set_rollback(True)
    play(replace(bare, seed=7))
    assert {row[8] for row in ask(FINGERPRINT)} != first


def test_a_refused_story_leaves_nothing_at_all(bare: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    known = script.stories()
    broken = TypeAdapter(script.Stories).validate_python(
        {
            "scenes": {**known.scenes, "broken": ({"day": 0, "take": "no-such-step"},)},
            "stories": (
                known.stories[2],
                {
                    "unit": "zhenhai-market-regulation",
                    "list_id": "B20",
                    "scenes": (
                        {"scene": "listed", "back": 9, "upto": 2},
                        {"scene": "broken", "back": 1},
                    ),
                },
            ),
            "trainings": (),
        }
    )
    monkeypatch.setattr(stage, "stories", lambda: broken)
    before = timezone.now
    with pytest.raises((NoSuchStep, StopIteration, KeyError)):
        play(bare)
    assert ask(FINGERPRINT) == []
    assert only("SELECT count(*) FROM papers_paper") == 0
    assert timezone.now is before
