"""Law 2: without article, decision, notice, term, exit and remedy nothing is stored.

Every kind of effect and every one of the six parts; by verb, by SQL as the application, by SQL as
the owner of the tables.
"""

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from psycopg import errors, sql

from effects import world
from ledger.deliveries import number
from mingjian.effects.adverse import make_adverse
from mingjian.effects.enter import enter
from mingjian.effects.gate import Article, SixParts, Term
from mingjian.effects.impose import impose
from mingjian.effects.models import Adverse, Entry, Measure, Publication
from mingjian.effects.problems import GateShut, NoSuchEffect, PartMissing
from mingjian.effects.publish import publish_record
from mingjian.home.database import address
from mingjian.kernel.period import EmptyPeriod
from mingjian.policy.schema.base import Text
from papers.making import OTHER, ago, paper, sent, served, subject

BLANKS = ("", " ", "\t\n", "　", None)
GATED = ("effects_entry", "effects_measure")
OF_RECORD = ("effects_adverse", "effects_publication")
# The columns in which each part lies.
PARTS: dict[str, dict[str, tuple[str, ...]]] = {
    **{
        table: {
            "basis": ("law", "article", "text_version"),
            "exit": ("exit_zh", "exit_en"),
            "remedy": ("remedy_zh", "remedy_en"),
        }
        for table in GATED
    },
    **{
        table: {
            "basis": ("basis",),
            "decision": ("decision_number",),
            "exit": ("exit_zh", "exit_en"),
            "remedy": ("remedy_zh", "remedy_en"),
        }
        for table in OF_RECORD
    },
}
Row = dict[str, Any]


def held(table: str, given: world.Heard, parts: SixParts) -> None:
    """The entry or measure with these parts, by its verb."""
    if table == "effects_entry":
        enter(world.listing(given, parts=parts))
    else:
        impose(world.imposition(given, parts=parts))


def make(table: str) -> None:
    """One row of the kind, by its verb."""
    if table in GATED:
        given = world.heard()
        held(table, given, given.parts())
        return
    record = world.penalty()
    if table == "effects_adverse":
        make_adverse(world.finding(record))
    else:
        publish_record(world.publishing(record))


@pytest.fixture
def owner_session(told_for_good: None, committed_db: str) -> Iterator[psycopg.Connection]:  # noqa: ARG001 - as told
    with psycopg.connect(address("owner").named(committed_db).conninfo()) as session:
        yield session
        session.rollback()


def again(session: psycopg.Connection, table: str, change: Row) -> None:
    """Insert a copy of the one row with some columns changed, the way a shell could."""
    cursor = session.execute(sql.SQL("SELECT * FROM {} LIMIT 1").format(sql.Identifier(table)))
    names = [column.name for column in cursor.description or ()]
    (values,) = cursor.fetchall()
    row = dict(zip(names, values, strict=True)) | {"id": 10**6} | change
    query = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, row)),
        sql.SQL(", ").join(sql.Placeholder() * len(row)),
    )
    session.execute(query, list(row.values()))


def refused(session: psycopg.Connection, table: str, change: Row) -> str:
    with pytest.raises(errors.IntegrityError) as caught, session.transaction():
        again(session, table, change)
    return str(caught.value.diag.constraint_name or caught.value.diag.column_name)


def lifted(session: psycopg.Connection, table: str) -> None:
    """Out of the way, so that only the part that lacks can be what refuses."""
    session.execute(
        sql.SQL(
            "UPDATE {} SET ended_on = now(), ended_at = now(), ended_why = 'x', ended_basis = 'x',"
            " ended_by = 'user:1'"
        ).format(sql.Identifier(table))
    )


CLEAR: Row = {
    "ended_on": None,
    "ended_at": None,
    "ended_why": "",
    "ended_basis": "",
    "ended_by": "",
}


@pytest.mark.parametrize("role", ["owner", "app"])
@pytest.mark.parametrize("table", [*GATED, *OF_RECORD])
@pytest.mark.usefixtures("told_for_good")
def test_no_part_is_left_out_by_sql(committed_db: str, role: str, table: str) -> None:
    make(table)
    where = address("owner" if role == "owner" else "app").named(committed_db)
    with psycopg.connect(where.conninfo()) as session:
        lifted(session, table)
        for part, columns in PARTS[table].items():
            for column in columns:
                for blank in BLANKS:
                    rule = refused(session, table, CLEAR | {column: blank})
                    assert rule in {
                        f"{table}_{part}",
                        column,
                        "effects_measure_article",
                        "effects_record_basis",
                    }, (part, column, blank)
        again(session, table, CLEAR)
        session.rollback()


@pytest.mark.parametrize("role", ["owner", "app"])
@pytest.mark.parametrize("table", GATED)
@pytest.mark.usefixtures("told_for_good")
def test_papers_are_real_by_sql(committed_db: str, role: str, table: str) -> None:
    make(table)
    wrong = wrong_papers((Entry if table == "effects_entry" else Measure).objects.get().subject_id)
    where = address("owner" if role == "owner" else "app").named(committed_db)
    with psycopg.connect(where.conninfo()) as session:
        lifted(session, table)
        for rule, change in wrong.items():
            assert refused(session, table, CLEAR | change) == rule
        for column in ("decision_id", "service_id", "holds", "subject_id", "edition_id"):
            assert refused(session, table, CLEAR | {column: None})
        assert refused(session, table, CLEAR | {"holds": "empty"})
        assert refused(session, table, CLEAR | {"edition_id": "nothing@0"}) == "effects_edition"
        again(session, table, CLEAR)
        session.rollback()


def wrong_papers(about: int) -> dict[str, Row]:
    """For each rule about papers, what breaks it and nothing else."""
    other = world.heard(subject(77))
    late = paper(about, kind="prior_notice", signed_on=ago(50))
    same_day = served(late.id, about, world.decided())
    report = paper(about, kind="report")
    return {
        "effects_decision_known": {"decision_id": 10**9},
        "effects_decision_is_decision": {"decision_id": report.id},
        "effects_decision_signed": {"decision_id": paper(about, signed_by="", signed_on=None).id},
        "effects_decision_of_subject": {"decision_id": other.decision},
        "effects_not_before_decision": {"decision_id": paper(about, signed_on=ago(29)).id},
        "effects_service_known": {"service_id": 10**9},
        "effects_service_of_subject": {"service_id": other.service},
        "effects_served_before_decision": {"service_id": same_day.id},
        "effects_service_of_prior_notice": {"service_id": served(report.id, about, ago(29)).id},
    }


@pytest.mark.parametrize("table", GATED)
@pytest.mark.usefixtures("told")
def test_papers_are_real_by_verb(table: str) -> None:
    given = world.heard()
    rows = {"decision_id": "decision", "service_id": "notice"}
    for rule, change in wrong_papers(given.subject_id).items():
        parts = given.parts(**{rows[name]: value for name, value in change.items()})
        with pytest.raises(GateShut) as caught:
            held(table, given, parts)
        assert caught.value.facts["rule"] == rule
    assert not Entry.objects.exists()
    assert not Measure.objects.exists()


@pytest.mark.parametrize("table", GATED)
def test_the_term_is_an_end_or_a_condition(owner_session: psycopg.Connection, table: str) -> None:
    make(table)
    lifted(owner_session, table)
    start = world.decided()
    for change in (
        {"holds": f"[{start},)"},
        {"holds": f"[{start},)", "until_zh": " ", "until_en": "　"},
        {"holds": f"[{start},)", "until_zh": "改正", "until_en": ""},
        {"holds": f"[{start},infinity)"},
        {"holds": "(,2030-01-01)"},
        {"holds": f"[{start},{start})"},
    ):
        assert refused(owner_session, table, CLEAR | change)


@pytest.mark.parametrize("column", ["served_on", "final_on", "decided_on", "holds", "code", "how"])
def test_adverse_information_needs_service_and_finality(
    owner_session: psycopg.Connection, column: str
) -> None:
    make("effects_adverse")
    lifted(owner_session, "effects_adverse")
    assert refused(owner_session, "effects_adverse", CLEAR | {column: None})


@pytest.mark.parametrize(
    "change",
    [
        lambda: {"served_on": ago(31)},
        lambda: {"final_on": ago(30), "holds": f"[{ago(30)},{ago(-300)})"},
        lambda: {"final_on": ago(9)},
        lambda: {"holds": f"[{ago(10)},)"},
        lambda: {"how": "guessed"},
    ],
)
def test_adverse_information_runs_from_finality_to_an_end(
    owner_session: psycopg.Connection, change: Callable[[], Row]
) -> None:
    make("effects_adverse")
    lifted(owner_session, "effects_adverse")
    assert refused(owner_session, "effects_adverse", CLEAR | change())


@pytest.mark.parametrize("part", list(SixParts.__dataclass_fields__))
@pytest.mark.parametrize("nothing", [None, "", 0, -1, True])
@pytest.mark.django_db
def test_the_type_has_all_six(part: str, nothing: object) -> None:
    with pytest.raises(PartMissing) as caught:
        world.heard().parts(**{part: nothing})
    assert caught.value.facts["part"] == part


@pytest.mark.parametrize("blank", ["", " ", "　\t"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_an_article_says_law_article_and_version(blank: str, place: int) -> None:
    whole = ["示例法", "9", "2020-01-01"]
    whole[place] = blank
    with pytest.raises(PartMissing):
        Article(*whole)


def test_a_term_has_days_and_an_end_or_a_condition() -> None:
    with pytest.raises(PartMissing):
        Term(ago(1))
    with pytest.raises(PartMissing):
        Term(ago(1), None, Text(zh=" ", en="x"))
    with pytest.raises(EmptyPeriod):
        Term(ago(1), ago(1))
    assert Term(ago(1), None, Text(zh="改正", en="corrected")).end is None


@pytest.mark.usefixtures("told")
def test_a_notice_that_was_never_served_is_no_part() -> None:
    given = world.heard()
    unserved = sent(
        paper(given.subject_id, kind="prior_notice", signed_on=ago(50)).id,
        given.subject_id,
        ago(45),
    )
    with pytest.raises(GateShut) as caught:
        enter(world.listing(given, parts=given.parts(notice=unserved.id + 10**6)))
    assert caught.value.facts["rule"] == "effects_service_known"


@pytest.mark.usefixtures("told")
def test_the_unit_that_decides_signs_and_tells() -> None:
    given = world.heard()
    with pytest.raises(GateShut) as caught:
        enter(world.listing(given, unit_id=OTHER))
    assert caught.value.facts["rule"] == "effects_decision_of_unit"
    prior = paper(given.subject_id, kind="prior_notice", signed_on=ago(50), unit_id=OTHER)
    foreign = served(prior.id, given.subject_id, ago(40))
    with pytest.raises(GateShut) as caught:
        enter(world.listing(given, parts=given.parts(notice=foreign.id)))
    assert caught.value.facts["rule"] == "effects_service_of_unit"


@pytest.mark.usefixtures("told")
def test_what_does_not_stand_is_not_published() -> None:
    for verb in (
        lambda record: make_adverse(world.finding(record)),
        lambda record: publish_record(world.publishing(record)),
    ):
        with pytest.raises(NoSuchEffect):
            verb(number("没有这条"))
    assert not Adverse.objects.exists()
    assert not Publication.objects.exists()
