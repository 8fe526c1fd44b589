"""What the database refuses about papers, the owner of the tables included."""

import psycopg
import pytest
from psycopg import errors

from mingjian.home.database import address
from papers.making import UNIT, ago, paper, sent, served, subject

TABLES = ("papers_paper", "papers_notice", "papers_service", "papers_mail")
REFUSED = (errors.IntegrityError, errors.InsufficientPrivilege)
INSERT = """
INSERT INTO papers_paper (kind, number, title, unit_id, signed_by, signed_on, sha256, filename,
  facts, actor, made_at, year, serial)
VALUES ('decision', %(number)s, 't', %(unit)s, '', NULL, %(sha)s, '', '{}', 'user:1', now(),
  %(year)s, %(serial)s)
"""
EMPTY = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
PLAIN: dict[str, object] = {
    "number": "n",
    "unit": UNIT,
    "sha": EMPTY,
    "year": None,
    "serial": None,
}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("role", ["owner", "app"])
@pytest.mark.parametrize("act", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
@pytest.mark.usefixtures("django_db_setup")
def test_nothing_changes(table: str, role: str, act: str) -> None:
    where = address("owner" if role == "owner" else "app")
    with psycopg.connect(where.conninfo()) as session, pytest.raises(REFUSED):
        session.execute(act.format(table).encode())


@pytest.mark.parametrize(
    "change",
    [
        {"sha": "0" * 64},
        {"number": "　"},
        {"unit": ""},
        {"year": 2026},
        {"serial": 1},
        {"year": 2026, "serial": 2},
        {"year": 2026, "serial": 0},
    ],
)
def test_no_paper_out_of_line(owner: psycopg.Connection, change: dict[str, object]) -> None:
    with pytest.raises(errors.IntegrityError):
        owner.execute(INSERT, PLAIN | change)
    owner.execute(INSERT, PLAIN)


def test_a_gap_is_refused_to_the_owner(owner: psycopg.Connection) -> None:
    owner.execute(INSERT, PLAIN | {"year": 2026, "serial": 1})
    for wrong in (1, 3):
        with pytest.raises(errors.IntegrityError):
            owner.execute(INSERT, PLAIN | {"number": f"n{wrong}", "year": 2026, "serial": wrong})
    owner.execute(INSERT, PLAIN | {"number": "n2", "year": 2026, "serial": 2})


def test_a_table_in_disguise_does_not_help(owner: psycopg.Connection) -> None:
    who = subject()
    made = paper(who)
    owner.execute("CREATE TEMPORARY TABLE papers_paper AS SELECT * FROM public.papers_paper")
    other = subject(2)
    with pytest.raises(errors.IntegrityError):
        owner.execute(
            "INSERT INTO papers_notice (paper_id, subject_id, unit_id, channel, address, sent_on,"
            " actor, recorded_at) VALUES (%s, %s, '', 'inbox', '', now(), 'user:1', now())",
            [made.id, other],
        )


def test_service_is_not_backdated_by_the_owner(owner: psycopg.Connection) -> None:
    who = subject()
    told = sent(paper(who).id, who, ago(10))
    for day in (ago(11), ago(-1)):
        with pytest.raises(errors.IntegrityError):
            owner.execute(
                "INSERT INTO papers_service (notice_id, served_on, how, note, actor, recorded_at)"
                " VALUES (%s, %s, 'direct', '', 'user:1', now())",
                [told.id, day],
            )
    assert served(told.paper.id, who, ago(9)).served_on == ago(9)


def test_an_account_belongs_to_a_known_subject(owner: psycopg.Connection) -> None:
    query = (
        "INSERT INTO accounts_account (password, username, name, unit_id, subject_id, is_active,"
        " language, opened_at) VALUES ('', 'x', 'x', %s, %s, true, 'en', now())"
    )
    who = subject()
    for unit, about in ((UNIT, who), ("", 2**40)):
        with pytest.raises(errors.IntegrityError):
            owner.execute(query, [unit, about])
    owner.execute(query, ["", who])
