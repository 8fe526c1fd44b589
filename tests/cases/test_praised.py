"""A black entry tells each unit that praises its subject, in one transaction; the desk reminds."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import praise
from cases.test_effects import DECISION, determination
from cases.test_filing import filing
from cases.test_red_lists import removal
from cases.world import (
    AUDITOR,
    HEAD,
    LIAISON,
    OFFICE,
    OTHER_UNIT,
    STRANGER,
    UNIT,
    at,
    handed,
    organisation,
    subject,
)
from mingjian.accounts.actor import Actor
from mingjian.cases import answered
from mingjian.cases.doing import Doing, Opening
from mingjian.cases.filing import file_entry
from mingjian.cases.open_case import open_case
from mingjian.cases.praise_left import PraiseLeft, praise_left
from mingjian.cases.take import take
from mingjian.cases.view import CaseView
from mingjian.effects.black_lists import on_no_black_list
from mingjian.effects.both_colours import blacklisted as blacklisted_on
from mingjian.effects.dispute import dispute
from mingjian.effects.enter import leave
from mingjian.effects.in_force import in_force
from mingjian.effects.models import Entry
from mingjian.effects.shield import shield
from mingjian.effects.target import End, Target
from mingjian.evidence.problems import LogUnavailable
from mingjian.kernel.verdict import NotMet
from mingjian.papers import receipts as answers
from mingjian.papers.inbox import inbox
from mingjian.papers.letter import letter
from mingjian.papers.models import Notice
from papers.making import paper

DAY = "2026-03-18"


@pytest.fixture(autouse=True)
def red_lists(db: None) -> Iterator[None]:  # noqa: ARG001 - it opens the database
    with praise.packs():
        yield


def filed(one: int, actor: Actor = STRANGER, list_id: str = "X-TAX") -> int:
    with at("2026-03-10"):
        return file_entry(filing(one, list_id, number=f"示税〔2026〕{list_id}号"), actor).id


def blacklisted(one: int, list_id: str = "X-BLACK") -> CaseView:
    case = determination(one, list_id)
    with at(DAY):
        return take(case.id, "decide", Doing(DECISION, reason="示例"), HEAD, seq=3)


def letters(actor: Actor) -> list[tuple[str, ...]]:
    found = [one for one in inbox(actor) if "列入黑名单" in one.paper.title]
    return [letter(one.paper).paragraphs for one in found]


def left(actor: Actor, day: str = DAY) -> list[PraiseLeft]:
    with at(day):
        return praise_left(actor)


def end(day: str = DAY) -> End:
    return End(date.fromisoformat(day), "示例", "示例法 2", "user:1")


def test_each_unit_that_keeps_a_red_entry_is_told_and_its_receipt_awaited() -> None:
    one = subject(1)
    filed(one)
    filed(one, LIAISON, "X-YEAR")
    case = blacklisted(one)
    ((first, told, answer),) = letters(STRANGER)
    assert "示例1号有限公司" in first
    assert "2026-03-18起列入示例名单X-BLACK" in first
    assert "示例名单X-TAX" in told
    assert "X-YEAR" not in told
    assert "回告" in answer
    assert len(letters(LIAISON)) == 1
    with at(DAY):
        waiting = answered.receipts(case.id, LIAISON)
        assert sorted(receipt.unit_id for receipt in waiting) == sorted([UNIT, OTHER_UNIT])
        (mine,) = answers.outstanding(STRANGER)
        answers.answer(mine.notice_id, STRANGER, "已办理移出")
        assert answers.outstanding(STRANGER) == []


def test_a_unit_with_several_is_told_once() -> None:
    one = subject(1)
    filed(one)
    filed(one, STRANGER, "X-YEAR")
    blacklisted(one)
    ((_, first, second, _),) = letters(STRANGER)
    assert "X-TAX" in first
    assert "X-YEAR" in second


def test_a_unit_whose_recognition_goes_on_is_told() -> None:
    one = subject(1)
    case = praise.proposed(one)
    blacklisted(one)
    ((_, told, _),) = letters(LIAISON)
    assert case.number in told
    assert "终止" in told


def test_nobody_else_is_told() -> None:
    one, other = subject(1), subject(2)
    filed(other)
    over = filed(one)
    with at("2026-03-12"):
        leave(over, end("2026-03-12"))
    dropped = praise.proposed(one)
    with at("2026-03-12"):
        take(dropped.id, "withdraw", Doing(reason="示例"), LIAISON, seq=1)
    blacklisted(one)
    assert letters(STRANGER) == letters(LIAISON) == []


def test_a_watch_list_or_a_red_one_tells_nobody() -> None:
    one = subject(1)
    filed(one)
    blacklisted(one, "X-WATCH")
    praise.recognised(subject(2))
    assert len(in_force(one, date.fromisoformat(DAY)).entries) == 2
    assert letters(STRANGER) == letters(LIAISON) == []


def test_without_the_notice_there_is_no_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    one = subject(1)
    filed(one)
    case = determination(one, "X-BLACK")

    def broken(*_: object, **__: object) -> None:
        raise LogUnavailable

    monkeypatch.setattr("mingjian.cases.praised.send", broken)
    sent = Notice.objects.count()
    with at(DAY), pytest.raises(LogUnavailable):
        take(case.id, "decide", Doing(DECISION, reason="示例"), HEAD, seq=3)
    assert [row.list_id for row in Entry.objects.all()] == ["X-TAX"]
    assert Notice.objects.count() == sent


def test_the_desk_reminds_whoever_has_it_in_reach_with_the_days_gone() -> None:
    one = subject(1)
    entry = filed(one)
    assert left(STRANGER) == []
    blacklisted(one)
    (row,) = left(STRANGER, "2026-03-25")
    assert (row.entry_id, row.case_id, row.unit_id) == (entry, None, OTHER_UNIT)
    # 18 March 2026 is a Wednesday: the 19th, 20th, 23rd, 24th and 25th are working days.
    assert (row.since, row.days) == (date(2026, 3, 18), 5)
    assert "X-BLACK" in row.why.zh
    assert left(OFFICE, "2026-03-25") == [row]
    for nobody in (LIAISON, organisation(one)):
        assert left(nobody, "2026-03-25") == []


def test_an_auditor_reads_what_his_right_reaches() -> None:
    one = subject(1)
    filed(one)
    blacklisted(one)
    assert len(left(AUDITOR)) == 1


def kept(actor: Actor, day: str) -> list[PraiseLeft]:
    """What is left of entries; a recognition goes on until its entry is published."""
    return [one for one in left(actor, day) if one.entry_id is not None]


def test_a_removal_that_goes_on_is_named_until_it_is_closed() -> None:
    one = subject(1)
    praise.recognised(one)
    blacklisted(one)
    (row,) = kept(LIAISON, "2026-03-20")
    assert (row.list_id, row.case_id) == ("X-RED", None)
    case = removal(one, "find-lost", "proof", ground="black", facts="示例事实")
    (named,) = kept(LIAISON, "2026-03-20")
    assert (named.case_id, named.entry_id) == (case.id, row.entry_id)
    with at("2026-03-20"):
        take(case.id, "keep", Doing(reason="示例理由"), HEAD, seq=1)
    assert kept(LIAISON, "2026-03-20") == [row]


def test_a_removal_that_is_done_ends_the_reminder() -> None:
    one = subject(1)
    entry = filed(one)
    blacklisted(one)
    with at("2026-03-20"):
        doing = Doing({}, (handed("proof", one, OTHER_UNIT),), "示例：认定机关已移出")
        asked = Opening(
            "removal", one, OTHER_UNIT, "entry", str(entry), "issuer-ended", doing=doing
        )
        case = open_case(asked, STRANGER)
    assert case.state.id == "left"
    assert left(STRANGER, "2026-03-20") == []


def test_a_recognition_that_goes_on_is_reminded_of_until_it_is_dropped() -> None:
    one = subject(1)
    case = praise.proposed(one)
    blacklisted(one)
    (row,) = left(LIAISON)
    assert (row.case_id, row.entry_id, row.list_id) == (case.id, None, "X-RED")
    with at("2026-03-19"):
        take(case.id, "withdraw", Doing(reason="示例"), LIAISON, seq=1)
    assert left(LIAISON, "2026-03-19") == []


def test_what_is_over_shielded_or_disputed_reminds_nobody() -> None:
    entry = {n: filed(subject(n)) for n in (1, 2, 3, 4)}
    for n in entry:
        blacklisted(subject(n))
    black = {row.subject_id: row.pk for row in Entry.objects.filter(list_id="X-BLACK")}
    assert len(left(STRANGER)) == 4
    with at("2026-03-19"):
        leave(black[subject(1)], end("2026-03-19"))
        ruling = paper(subject(2), kind="ruling", signed_on=date(2026, 3, 19))
        shield(subject(2), ruling.id, date(2026, 3, 19), 7, actor="user:1")
        dispute(Target("entry", str(black[subject(3)])), 7, on=date(2026, 3, 19), actor="user:1")
    assert [row.subject_id for row in left(STRANGER, "2026-03-19")] == [subject(4)]


def test_all_at_once_says_what_is_said_of_each() -> None:
    """The statement about everybody and the verdict on one keep the same rule."""
    every = {n: subject(n) for n in range(1, 6)}
    for n in (1, 2, 3, 4):
        blacklisted(every[n])
    black = {row.subject_id: row.pk for row in Entry.objects.filter(list_id="X-BLACK")}
    on = date(2026, 3, 19)
    with at("2026-03-19"):
        ruling = paper(every[2], kind="ruling", signed_on=on)
        shield(every[2], ruling.id, on, 7, actor="user:1")
        dispute(Target("entry", str(black[every[3]])), 7, on=on, actor="user:1")
        leave(black[every[4]], end("2026-03-19"))
    for day in (date(2026, 3, 17), date(2026, 3, 18), on):
        said = {who: on_no_black_list(who, day) for who in every.values()}
        firm = {who: one.facts["why"] for who, one in said.items() if isinstance(one, NotMet)}
        assert {who: one.why for who, one in blacklisted_on(day).items()} == firm
    assert set(blacklisted_on(on)) == {every[1]}


def test_more_reminders_cost_no_more_statements() -> None:
    filed(subject(1))
    blacklisted(subject(1))
    left(STRANGER)
    with CaptureQueriesContext(connection) as one:
        assert len(left(STRANGER)) == 1
    for n in (2, 3, 4):
        filed(subject(n))
        blacklisted(subject(n))
    with CaptureQueriesContext(connection) as four:
        assert len(left(STRANGER)) == 4
    assert len(four) == len(one) <= 4


def test_the_decision_is_reported_upward_with_its_own_paper() -> None:
    """The notice to who praises is a report too; a later step must not send it on as its own."""
    one = subject(1)
    filed(one)
    case = blacklisted(one)
    assert case.history[-1].papers
    assert all("红名单" not in made.title for made in case.history[-1].papers)
