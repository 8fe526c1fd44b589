"""What was decided after many checks, told at once: each row by itself, nothing half-written."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.affecting import CLERK, entry, made_up, told
from checks.filing import entries, today
from checks.telling import book, line, opened, send
from mingjian.accounts.actor import Actor, Held
from mingjian.accounts.decide import UnderRule
from mingjian.bulk.answers import form
from mingjian.checks.feedback import reports
from mingjian.checks.models import Feedback
from mingjian.checks.outcome import OUTCOME_NAMES, Outcome
from mingjian.checks.owed import owed
from mingjian.checks.problems import (
    DecidedInFuture,
    NoSuchReceipt,
    NoteTooLong,
    ToldTwice,
    TooManyReports,
    UnknownOutcome,
)
from mingjian.checks.told import many
from mingjian.checks.told.given import Told
from mingjian.checks.told.many import counted, report_each
from mingjian.checks.told.workbook import workbook
from mingjian.effects.problems import AlreadyThere
from mingjian.evidence.append import append_many
from mingjian.evidence.problems import LogUnavailable
from mingjian.intake.problems import FileProblem
from mingjian.kernel.problem import Problem

STRANGER = Actor("user:2", "示例外人", "zhenhai-finance", (Held("clerk"),))
COLLEAGUE = Actor("user:6", "示例同事", CLERK.unit_id, (Held("clerk"),))
LIAISON = Actor("user:3", "示例联络员", CLERK.unit_id, (Held("liaison"),))


@pytest.fixture(autouse=True)
def _packs(db: None) -> Iterator[None]:  # noqa: ARG001 - it opens the database
    with made_up():
        yield


def checked(count: int = 3) -> list[str]:
    """Receipts of so many checks about one subject on a list."""
    entry(1)
    return [told(1).answer.receipt for _ in range(count)]


def said(receipt: str, **changes: object) -> Told:
    plain = Told(receipt, "refused", today(), "示例理由")
    return replace(plain, **changes)  # type: ignore[arg-type]  # of a test


def codes(came: dict[str, object]) -> list[str]:
    return [one.code if isinstance(one, Problem) else str(one) for one in came.values()]


def test_many_are_reported_at_once_and_nothing_is_owed_any_more() -> None:
    receipts = checked()
    assert len(owed(CLERK)) == 3
    came = report_each(CLERK, map(said, receipts))
    assert came == dict.fromkeys(receipts, "recorded")
    assert owed(CLERK) == []
    for receipt in receipts:
        (one,) = reports(receipt)
        assert (one.outcome, one.decided_on, one.note) == ("refused", today(), "示例理由")
    logged = entries("check.feedback")
    assert [json.loads(body)["receipt"] for *_, body in logged] == receipts
    assert "示例理由" not in repr(logged), "the note may name persons"


def test_again_changes_and_logs_nothing_and_another_word_corrects() -> None:
    receipts = checked(2)
    report_each(CLERK, map(said, receipts))
    assert set(report_each(CLERK, map(said, receipts)).values()) == {"unchanged"}
    assert Feedback.objects.count() == len(entries("check.feedback")) == 2
    came = report_each(CLERK, [said(receipts[0], outcome="approved"), said(receipts[1])])
    assert list(came.values()) == ["corrected", "unchanged"]
    assert [one.outcome for one in reports(receipts[0])] == ["approved", "refused"]


def test_good_ones_stay_and_the_others_say_why() -> None:
    receipts = checked(4)
    mark = receipts[3][:-1] + ("0" if receipts[3][-1] != "0" else "1")
    given_ = [
        said(receipts[0]),
        said(receipts[1], outcome="granted"),
        said(receipts[2], decided_on=today() + timedelta(days=1)),
        said(mark),
        said("no receipt"),
        said("999999999-000000000000"),
        said(receipts[3], note="x" * 1001),
    ]
    came = report_each(CLERK, given_)
    wanted = [UnknownOutcome, DecidedInFuture, *[NoSuchReceipt] * 3, NoteTooLong]
    assert codes(dict(came)) == ["recorded", *(one.code for one in wanted)]
    assert counted(came.values()) == {
        "recorded": 1,
        "corrected": 0,
        "unchanged": 0,
        "refused": 6,
    }
    assert Feedback.objects.count() == 1


def test_nobody_reports_on_a_check_that_is_not_his() -> None:
    receipts = checked(2)
    for nobody in (STRANGER, LIAISON):
        came = report_each(nobody, map(said, receipts))
        assert all(isinstance(one, UnderRule) for one in came.values())
    assert Feedback.objects.count() == 0
    assert set(report_each(COLLEAGUE, map(said, receipts)).values()) == {"recorded"}


def test_the_same_twice_is_one_and_two_words_about_one_are_none() -> None:
    first, second = checked(2)
    came = report_each(
        CLERK,
        [said(first), said(f" {first.upper()} "), said(second), said(second, outcome="approved")],
    )
    assert came[first] == "recorded"
    assert isinstance(came[second], ToldTwice)
    assert Feedback.objects.count() == 1


def test_without_the_log_nothing_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    receipts = checked(3)
    monkeypatch.setattr(many, "AT_ONCE", 2)
    real, calls = append_many, []

    def breaks(given_: object) -> list[int]:
        calls.append(1)
        if len(calls) > 1:
            raise LogUnavailable
        return real(given_)  # type: ignore[arg-type]  # as given

    monkeypatch.setattr(many, "append_many", breaks)
    with pytest.raises(LogUnavailable):
        report_each(CLERK, map(said, receipts))
    assert Feedback.objects.count() == 0
    assert entries("check.feedback") == []


def test_a_thousand_cost_a_few_statements(
    django_assert_max_num_queries: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipts = checked(6)
    monkeypatch.setattr(many, "AT_ONCE", 3)
    with django_assert_max_num_queries(2 * 6 + 4):  # type: ignore[operator]  # pytest-django's fixture
        report_each(CLERK, map(said, receipts))


words = st.sampled_from([*Outcome.values, "granted", ""])
acts = st.lists(st.tuples(st.integers(0, 2), words, st.integers(-2, 1)), max_size=12)


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(files=st.lists(acts, max_size=3))
def test_the_last_good_word_about_each_counts(files: list[list[tuple[int, str, int]]]) -> None:
    """Against a naive model: of each file the checks that are told of once, and soundly."""
    with suppress(AlreadyThere):
        entry(1)
    receipts = [told(1).answer.receipt for _ in range(3)]
    latest: dict[str, tuple[str, object]] = {}
    for file in files:
        report_each(
            CLERK,
            [
                said(receipts[n], outcome=w, decided_on=today() + timedelta(days=d))
                for n, w, d in file
            ],
        )
        for receipt in receipts:
            told_ = {(w, d) for n, w, d in file if receipts[n] == receipt}
            if len(told_) == 1:
                ((word, day),) = told_
                if word in Outcome.values and day <= 0:
                    latest[receipt] = (word, _in(day))
    for receipt in receipts:
        known = [(str(one.outcome), one.decided_on) for one in reports(receipt)]
        assert known[:1] == ([latest[receipt]] if receipt in latest else [])


def _in(days: int) -> date:
    return today() + timedelta(days=days)


def test_the_workbook_goes_out_filled_and_comes_back(tmp_path: Path) -> None:
    receipts = checked(3)
    made = opened(workbook(owed(CLERK)))
    page = made.worksheets[0]
    heads = [cell.value for cell in page[1]]
    column = {str(head).strip("*＊ "): at for at, head in enumerate(heads, 1)}
    held = [page.cell(row, column["回执号"]).value for row in range(2, 5)]
    assert held == receipts
    assert page.cell(2, column["主体名称"]).value == "示例1号有限公司"
    for row in (2, 3):
        page.cell(row, column["处理结果"]).value = "不予办理"
        page.cell(row, column["决定日期"]).value = today()
    path = tmp_path / "填好.xlsx"
    made.save(path)
    taken = send(path)
    assert (taken.view.rows, taken.counts) == (3, (2, 0, 0, 0, 1))
    assert taken.findings == ()
    assert [one.receipt for one in owed(CLERK)] == receipts[2:]
    again = send(path)
    assert again.counts == (0, 0, 2, 0, 1)
    assert Feedback.objects.count() == 2


def test_an_empty_workbook_is_the_form_in_either_language() -> None:
    chinese, english = (opened(workbook([], one)) for one in ("zh", "en"))
    assert chinese.worksheets[0].max_row >= 2
    assert chinese.sheetnames != english.sheetnames


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("way", ["zh", "en", "code"])
def test_every_outcome_is_understood(outcome: Outcome, way: str, tmp_path: Path) -> None:
    (receipt,) = checked(1)
    name = OUTCOME_NAMES[outcome]
    word = {"zh": name.zh, "en": name.en, "code": outcome.value}[way]
    assert send(book(tmp_path, line(receipt, word))).view.recorded == 1
    assert reports(receipt)[0].outcome == outcome


def red(path: Path) -> dict[str, str]:
    """What is said at each red cell of a workbook given back."""
    return {
        cell.coordinate: cell.comment.text
        for row in opened(path).worksheets[1].iter_rows(min_row=2)
        for cell in row
        if cell.comment and cell.fill.fgColor.rgb == "FFFFC7CE"
    }


def test_bad_rows_go_back_in_red_and_the_others_are_reported(tmp_path: Path) -> None:
    receipts = checked(4)
    stranger = told(1, STRANGER).answer.receipt
    taken = send(
        book(
            tmp_path,
            line(receipts[0]),
            line(receipts[1], "granted"),
            line(receipts[2], day=today() + timedelta(days=3)),
            line(stranger),
            ("", "不予办理", today(), ""),
            (receipts[3], "", "", ""),
            (receipts[3], "", "", "只有说明"),
        )
    )
    assert taken.counts == (1, 0, 0, 5, 1)
    marked = red(taken.returned)
    assert sorted(marked) == ["A5", "A6", "B3", "B8", "C4", "C8"]
    assert "晚于今天" in marked["C4"]
    assert Feedback.objects.count() == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_reasons_are_in_the_senders_language(language: str, tmp_path: Path) -> None:
    (receipt,) = checked(1)
    late = line(receipt, day=today() + timedelta(days=3))
    taken = send(book(tmp_path, late), language=language)
    assert ("in the future" in red(taken.returned)["C2"]) == (language == "en")


@pytest.mark.parametrize(
    "rows_",
    [
        [("=1+1", "不予办理", "2026-03-02", "")],
        [("x", "=1+1", "=NOW()", '=HYPERLINK("http://x")')],
        [("1-000000000000", "不予办理", "9999-99-99", "")],
        [("1-000000000000'; DROP TABLE checks_feedback; --", "不予办理", "2026-03-02", "")],
        [("0" * 4000, "不予办理", "2026-03-02", "x" * 30000)],
        [("99999999999999999999-000000000000", "refused", 46000, "\x0b"[:0])],
        [(-1, -1, -1, -1)],
        [(None, "不予办理", None, None)] * 3,
    ],
)
def test_hostile_rows_report_nothing(rows_: list[tuple[object, ...]], tmp_path: Path) -> None:
    checked(1)
    taken = send(book(tmp_path, *rows_))
    assert taken.counts[:2] == (0, 0)
    assert taken.view.bad + taken.view.unfilled == len(rows_)
    assert Feedback.objects.count() == 0


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04" + b"\x00" * 40, b"\xd0\xcf\x11\xe0" * 30, "甲,乙\n1,2\n".encode()],
)
def test_what_is_no_such_workbook_is_not_taken(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "示例.xlsx"
    path.write_bytes(content)
    with pytest.raises(FileProblem):
        send(path)
    assert Feedback.objects.count() == 0


def test_more_rows_than_are_taken_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form, "MOST", 1)
    receipts = checked(2)
    with pytest.raises(TooManyReports):
        send(book(tmp_path, *map(line, receipts)))
    assert Feedback.objects.count() == 0


def test_who_reports_nothing_sends_nothing(tmp_path: Path) -> None:
    receipts = checked(1)
    with pytest.raises(UnderRule):
        send(book(tmp_path, *map(line, receipts)), LIAISON)


def test_the_file_is_logged_with_its_hash_and_what_came_of_it(tmp_path: Path) -> None:
    receipts = checked(2)
    send(book(tmp_path, line(receipts[0]), line(receipts[1], "granted")))
    ((_, who, about, text),) = entries("feedback.received")
    sent = json.loads(text)
    assert (who, about, sent["unit"], len(sent["sha256"])) == (CLERK.id, None, CLERK.unit_id, 64)
    ((_, who, about, text),) = entries("feedback.ended")
    ended = json.loads(text)
    assert (who, about, ended["unit"], ended["sheet"]) == (
        *(CLERK.id, None, CLERK.unit_id),
        sent["sheet"],
    )
    assert (ended["stage"], ended["recorded"], ended["bad"]) == ("done", 1, 1)
