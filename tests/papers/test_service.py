import io

import pytest
from django.core import mail as outbox
from django.db import transaction
from django.test import override_settings

from checks.filing import entries
from mingjian.accounts.actor import Actor, Held
from mingjian.accounts.decide import UnderRule
from mingjian.papers import jobs
from mingjian.papers.draft import Addressee
from mingjian.papers.inbox import consult_notice, consult_paper, inbox
from mingjian.papers.keep import keep, original
from mingjian.papers.letter import letter
from mingjian.papers.problems import (
    AlreadyServed,
    NobodyAddressed,
    NoSuchNotice,
    NoSuchPaper,
    NotAFile,
    PaperUnfit,
)
from mingjian.papers.read import notice, notice_served, notices_of
from mingjian.papers.read import paper as read_paper
from mingjian.papers.send import send
from mingjian.papers.serve import serve
from papers.making import OTHER, UNIT, WHO, ago, draft, paper, sent, subject

pytestmark = pytest.mark.django_db

STAFF = Actor("user:1", "示例", UNIT, (Held("liaison"),))
STRANGER = Actor("user:2", "示例", OTHER, (Held("liaison"),))


def agent(subject_id: int) -> Actor:
    return Actor("user:9", "示例经办", "", (Held("organisation"),), subject_id)


def test_a_service_leads_to_its_notice() -> None:
    about = subject()
    first, second = (sent(paper(about).id, about) for _ in range(2))
    proof = serve(second.id, ago(1), "direct", actor=WHO)
    assert notice_served(proof.id) == notice(second.id)
    assert first.id != second.id
    assert notice_served(proof.id + 10**6) is None


def test_a_notice_is_served_once() -> None:
    who = subject()
    told = sent(paper(who).id, who)
    assert notice(told.id).served_on is None
    proof = serve(told.id, ago(27), "left", actor=WHO, note="示例拒收")
    assert notice(told.id).service == proof
    with pytest.raises(AlreadyServed):
        serve(told.id, ago(26), "direct", actor=WHO)
    assert [entry[2] for entry in entries("notice.served")] == [who]


@pytest.mark.parametrize("days", [29, -1])
def test_nothing_is_served_before_it_is_sent_or_in_the_future(days: int) -> None:
    who = subject()
    told = sent(paper(who).id, who)
    with pytest.raises(PaperUnfit) as caught:
        serve(told.id, ago(days), "direct", actor=WHO)
    assert caught.value.facts["rule"] == "papers_served_in_time"
    assert notice(told.id).service is None


@pytest.mark.parametrize("days", [31, -1])
def test_nothing_is_sent_before_it_is_signed_or_in_the_future(days: int) -> None:
    who = subject()
    with pytest.raises(PaperUnfit):
        sent(paper(who).id, who, ago(days))


def test_a_paper_about_one_is_not_sent_to_another() -> None:
    one, other = subject(1), subject(2)
    with pytest.raises(PaperUnfit) as caught:
        sent(paper(one).id, other)
    assert caught.value.facts["rule"] == "papers_notice_of_subject"


def test_units_acknowledge_and_subjects_do_not() -> None:
    who = subject()
    made = paper(who)
    to_unit = send(made.id, Addressee(unit_id=OTHER), "inbox", actor=WHO, on=ago(20))
    with pytest.raises(PaperUnfit):
        serve(to_unit.id, ago(19), "direct", actor=WHO)
    assert serve(to_unit.id, ago(19), "acknowledged", actor="user:2").how == "acknowledged"
    with pytest.raises(PaperUnfit):
        serve(sent(made.id, who).id, ago(19), "acknowledged", actor=WHO)


@pytest.mark.parametrize("to", [Addressee(), Addressee(1, OTHER), Addressee(unit_id="")])
def test_a_notice_goes_to_exactly_one(to: Addressee) -> None:
    with pytest.raises(NobodyAddressed):
        send(paper(subject()).id, to, "inbox", actor=WHO)


def test_an_inbox_is_ones_own() -> None:
    one, other = subject(1), subject(2)
    told = sent(paper(one).id, one)
    to_unit = send(told.paper.id, Addressee(unit_id=OTHER), "print", actor=WHO)
    assert [n.id for n in inbox(agent(one))] == [told.id]
    assert inbox(agent(other)) == []
    assert [n.id for n in inbox(STRANGER)] == [to_unit.id]
    assert inbox(STAFF) == []
    with pytest.raises(UnderRule):
        inbox(Actor("user:3", "示例", UNIT, (Held("clerk"),)))


def test_an_account_of_nobody_has_no_mail() -> None:
    who = subject()
    sent(paper(who).id, who)
    assert inbox(Actor("user:3", "示例", "", (Held("liaison"),))) == []


def test_a_notice_is_shown_to_both_ends_and_the_look_is_logged() -> None:
    one, other = subject(1), subject(2)
    told = sent(paper(one).id, one)
    assert consult_notice(agent(one), told.id) == consult_notice(STAFF, told.id)
    for nobody in (agent(other), STRANGER):
        with pytest.raises(NoSuchNotice):
            consult_notice(nobody, told.id)
    assert len(entries("notice.read")) == 2


def test_a_subject_sees_its_papers_once_they_were_sent() -> None:
    one, other = subject(1), subject(2)
    made = paper(one)
    with pytest.raises(NoSuchPaper):
        consult_paper(agent(one), made.id)
    sent(made.id, one)
    assert consult_paper(agent(one), made.id) == read_paper(made.id)
    for nobody in (agent(other), STRANGER):
        with pytest.raises(NoSuchPaper):
            consult_paper(nobody, made.id)


def test_a_unit_sees_what_was_sent_to_it() -> None:
    made = paper(subject())
    send(made.id, Addressee(unit_id=OTHER), "inbox", actor=WHO)
    assert consult_paper(STRANGER, made.id).id == made.id


@pytest.mark.parametrize("number", [0, -1, 10**12])
def test_what_is_not_there_is_not_found(number: int) -> None:
    with pytest.raises(NoSuchPaper):
        read_paper(number)
    with pytest.raises(NoSuchNotice):
        notice(number)


def test_a_file_is_kept_by_its_hash() -> None:
    kept = keep(io.BytesIO(b"%PDF"), "/tmp/示例.pdf", draft(subject(), kind="evidence"))  # noqa: S108 - a name
    assert kept.filename == "示例.pdf"
    assert original(kept).read_bytes() == b"%PDF"
    assert letter(kept).paragraphs == ("示例.pdf",)
    with pytest.raises(NotAFile):
        original(paper(subject()))


def test_a_letter_says_what_it_knows_and_no_more() -> None:
    made = paper(subject(), facts={"decision": "列入", "term": "三年", "paragraphs": ["附件一"]})
    text = letter(made)
    assert text.paragraphs == ("期限：三年", "附件一")
    assert (text.heading, text.signature) == ("区市场监管局", "示例局长")
    assert text.date == f"{ago(30).year}年{ago(30).month}月{ago(30).day}日"


def test_a_letter_survives_braces_in_facts() -> None:
    made = paper(subject(), kind="proof", facts={"facts": "{name} {0}"})
    assert letter(made).paragraphs == ("证明：{name} {0}",)


@override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend")
def test_a_mail_carries_the_letter() -> None:
    who = subject()
    made = paper(who, facts={"term": "三年"})
    told = send(made.id, Addressee(who, email="a@example.com"), "email", actor=WHO)
    jobs.mail(told.id)
    assert outbox.outbox[0].subject == "示例决定书"
    assert "期限：三年" in outbox.outbox[0].body
    assert notice(told.id).mail_problem == ""


@override_settings(EMAIL_BACKEND="papers.test_service.NoSuchBackend")
def test_a_failed_mail_is_told_and_tried_again() -> None:
    who = subject()
    told = send(paper(who).id, Addressee(who, email="a@example.com"), "email", actor=WHO)
    with pytest.raises(ImportError):
        jobs.mail(told.id)
    assert "ImportError" in notice(told.id).mail_problem
    assert [n.id for n in inbox(agent(who))] == [told.id]
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        jobs.mail(told.id)
    assert notices_of(told.paper.id)[0].mail_problem == ""


def test_a_mail_needs_an_address() -> None:
    who = subject()
    with pytest.raises(PaperUnfit), transaction.atomic():
        send(paper(who).id, Addressee(who), "email", actor=WHO)
