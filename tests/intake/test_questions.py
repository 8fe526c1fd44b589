"""Rows that wait: who sees them, who may answer, what an answer does."""

from datetime import date

import pytest
from django.db import IntegrityError

from intake import letters
from intake.letters import code, deliver, entity, penalty
from intake.people import AUDITOR, LIAISON, OFFICE, STRANGER
from mingjian.accounts.decide import UnderRule
from mingjian.evidence.read import entries
from mingjian.intake.models import Question, Submission
from mingjian.intake.questions import QuestionView, answer, question, questions
from mingjian.intake.refusals import AlreadyAnswered, NoSuchQuestion, UnfitAnswer
from mingjian.intake.release import period_of
from mingjian.ledger.audit import agree
from mingjian.ledger.read import as_of
from mingjian.registry.find import by_code

pytestmark = pytest.mark.usefixtures("db")
OTHER_NAME = "示例别家有限公司"


def number(n: int) -> int:
    found = by_code(code(n))
    assert found is not None
    return found.subject_id


@pytest.fixture
def no_code() -> QuestionView:
    deliver("market-entity", [entity(1)])
    deliver("penalty", [penalty(1, CF_XDR_SHXYM="", CF_XDR_GSZC="330299000000001")])
    return questions(LIAISON)[0]


@pytest.fixture
def disagrees() -> QuestionView:
    deliver("market-entity", [entity(1)])
    deliver("penalty", [penalty(1, CF_XDR_MC=OTHER_NAME)])
    return questions(LIAISON)[0]


def test_a_question_has_an_owner_a_day_and_a_log_entry(no_code: QuestionView) -> None:
    assert (no_code.owner_unit, no_code.overdue) == (LIAISON.unit_id, False)
    assert no_code.due_on > no_code.asked_at.date()
    (entry,) = entries(kind="question.opened", limit=5)
    assert entry.body == {
        "question": no_code.id,
        "submission": no_code.submission_id,
        "row": 2,
        "kind": "no-code",
    }


def test_only_who_reaches_the_unit_sees_it(no_code: QuestionView) -> None:
    assert questions(STRANGER) == []
    with pytest.raises(NoSuchQuestion):
        question(STRANGER, no_code.id)
    assert question(OFFICE, no_code.id) == no_code
    assert questions(AUDITOR) == [no_code]


def test_who_only_reads_does_not_answer(no_code: QuestionView) -> None:
    with pytest.raises(UnderRule):
        answer(AUDITOR, no_code.id, "return", reason="x")
    assert questions(LIAISON) == [no_code]


def test_a_person_links_a_row_without_a_code(no_code: QuestionView) -> None:
    done = answer(LIAISON, no_code.id, "link", reason="已核对营业执照", subject_id=number(1))
    assert (done.answer, done.answered_by, done.overdue) == ("link", LIAISON.id, False)
    (version,) = as_of(number(1), items=["penalty"])
    assert (version.payload["CF_XDR_SHXYM"], version.row_no) == (code(1), 2)
    sent = Submission.objects.get(pk=no_code.submission_id)
    assert (sent.held, sent.good, sent.new) == (0, 1, 1)
    assert agree(sent.pk).agrees
    assert entries(kind="question.answered", limit=1)[0].body["reason"] == "已核对营业执照"


def test_sent_again_with_the_code_it_is_the_same_record(no_code: QuestionView) -> None:
    answer(LIAISON, no_code.id, "link", reason="已核对", subject_id=number(1))
    again = deliver("penalty", [penalty(1, CF_XDR_GSZC="330299000000001")])
    assert (again.new, again.changed, again.unchanged) == (0, 0, 1)


def test_a_valid_code_links_to_its_own_subject_only(disagrees: QuestionView) -> None:
    deliver("market-entity", [entity(2)])
    with pytest.raises(UnfitAnswer):
        answer(OFFICE, disagrees.id, "link", reason="猜测", subject_id=number(2))
    answer(OFFICE, disagrees.id, "link", reason="名称为简称")
    assert len(as_of(number(1), items=["penalty"])) == 1
    later = deliver("penalty", [penalty(2, CF_XDR_MC=OTHER_NAME, CF_XDR_SHXYM=code(1))])
    assert later.held == 1


def test_an_alias_is_known_from_then_on(disagrees: QuestionView) -> None:
    answer(LIAISON, disagrees.id, "alias", reason="分支机构用名")
    later = deliver("penalty", [penalty(2, CF_XDR_MC=OTHER_NAME, CF_XDR_SHXYM=code(1))])
    assert (later.held, later.new) == (0, 1)


def test_a_row_without_a_code_cannot_name_anybody(no_code: QuestionView) -> None:
    with pytest.raises(UnfitAnswer):
        answer(LIAISON, no_code.id, "alias", reason="x", subject_id=number(1))
    with pytest.raises(UnfitAnswer):
        answer(LIAISON, no_code.id, "link", reason="x")
    with pytest.raises(UnfitAnswer):
        answer(LIAISON, no_code.id, "link", reason="x", subject_id=10**12)


@pytest.mark.parametrize(("choice", "reason"), [("return", "  "), ("burn", "x"), ("resent", "x")])
def test_an_answer_is_one_of_three_with_a_reason(
    no_code: QuestionView, choice: str, reason: str
) -> None:
    with pytest.raises(UnfitAnswer):
        answer(LIAISON, no_code.id, choice, reason=reason)


def test_returned_rows_count_as_given_back_and_stay_answered(no_code: QuestionView) -> None:
    answer(LIAISON, no_code.id, "return", reason="无法确认主体")
    sent = Submission.objects.get(pk=no_code.submission_id)
    assert (sent.held, sent.bad, sent.good) == (0, 1, 0)
    assert questions(LIAISON) == []
    assert [q.answer for q in questions(LIAISON, waiting=False)] == ["return"]
    with pytest.raises(AlreadyAnswered):
        answer(OFFICE, no_code.id, "link", reason="x", subject_id=number(1))


def test_an_answer_stays_whatever_is_tried(no_code: QuestionView) -> None:
    answer(LIAISON, no_code.id, "return", reason="无法确认主体")
    with pytest.raises(IntegrityError, match="was answered"):
        Question.objects.filter(pk=no_code.id).update(reason="另有原因")


def test_the_period_of_one_row_is_that_of_many() -> None:
    item = letters.item("licence")
    cells = {"XK_JDRQ": "2019-06-03", "XK_YXQZ": "2019-06-04", "XK_YXQZI": "2024-06-02"}
    assert period_of(item, cells).start == date(2019, 6, 4)
    assert period_of(item, cells).end == date(2024, 6, 3)
    assert period_of(item, {**cells, "XK_YXQZI": "2099-12-31"}).end is None
    assert period_of(item, {"XK_JDRQ": "2019-06-03"}).start == date(2019, 6, 3)
    abnormal = letters.item("abnormal-operations")
    removed = {"listed_on": "2019-01-02", "removed_on": "2019-01-05"}
    assert period_of(abnormal, removed).end == date(2019, 1, 5)
