"""The desk and the pages of submissions, questions and lateness."""

import csv
import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from intake import letters
from mingjian.evidence.read import entries
from mingjian.intake.models import Submission
from mingjian.intake.process import run
from web import world
from web.conftest import SignIn

ROWS = [
    letters.entity(1),
    letters.entity(2),
    letters.entity(3, uscc=letters.broken(3)),
    letters.entity(4, name=""),
]


@pytest.fixture
def browser(signed_in: SignIn) -> Client:
    return signed_in("liaison", letters.MARKET)


def _send(
    browser: Client, body: bytes | None = None, item: str = "market-entity", **more: str
) -> int:
    """Sends a file from the desk; the number of its submission."""
    body = letters.as_csv(ROWS).read() if body is None else body
    given = {"item": item, "file": SimpleUploadedFile("示例登记.csv", body), **more}
    response = browser.post("/desk/", given)
    assert response.status_code == 302, response.content.decode()
    return int(response.headers["Location"].strip("/").split("/")[-1])


def _posted(browser: Client) -> int:
    number = _send(browser)
    run(number)
    return number


def _workbook(browser: Client, number: int) -> openpyxl.Workbook:
    response = browser.get(f"/submissions/{number}/workbook/")
    assert response.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response)))
    for close in response._resource_closers:  # type: ignore[attr-defined]  # not in the stubs
        close()
    return book


def _page(browser: Client, address: str, **headers: str) -> str:
    return browser.get(address, headers=headers).content.decode()


def _csv(browser: Client, address: str) -> list[list[str]]:
    body = b"".join(browser.get(address))
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))


def test_a_file_sent_from_the_desk_is_received_for_the_own_unit(browser: Client) -> None:
    sent = Submission.objects.get(pk=_send(browser))
    assert (sent.unit_id, sent.via, sent.filename) == (letters.MARKET, "web", "示例登记.csv")
    assert sent.actor.startswith("user:")


def test_a_workbook_comes_back_as_a_workbook(browser: Client) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(ROWS[0]))
    for row in ROWS:
        sheet.append(list(row.values()))
    body = io.BytesIO()
    book.save(body)
    number = _send(browser, body.getvalue())
    run(number)
    returned = _workbook(browser, number)
    _summary, data = returned.worksheets
    assert data.cell(4, 1).comment is not None
    returned.close()


def test_a_backlog_is_sent_as_such(browser: Client) -> None:
    assert Submission.objects.get(pk=_send(browser, backlog="on")).backlog
    assert not Submission.objects.get(pk=_send(browser)).backlog


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"item": "market-entity"}, "请选择文件"),
        ({"file": SimpleUploadedFile("a.csv", b"x")}, "请选择数据项"),
        ({"item": "market-entity", "file": SimpleUploadedFile("a.csv", b"")}, "文件是空的"),
        ({"item": "gossip", "file": SimpleUploadedFile("a.csv", b"x")}, 'class="fault"'),
    ],
)
def test_what_cannot_be_taken_is_told_on_the_desk(
    browser: Client, given: dict[str, object], told: str
) -> None:
    response = browser.post("/desk/", given)
    assert response.status_code == 422
    assert told in response.content.decode()
    assert Submission.objects.count() == 0


def test_while_it_runs_the_page_asks_again_and_offers_to_cancel(browser: Client) -> None:
    number = _send(browser)
    page = _page(browser, f"/submissions/{number}/")
    assert f'hx-get="/submissions/{number}/progress/"' in page
    assert f"/submissions/{number}/cancel/" in page
    part = browser.get(f"/submissions/{number}/progress/", headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert "HX-Refresh" not in part.headers


def test_at_the_end_the_page_is_loaded_once_more_and_rests(browser: Client) -> None:
    number = _posted(browser)
    part = browser.get(f"/submissions/{number}/progress/")
    assert part.headers["HX-Refresh"] == "true"
    assert "hx-trigger" not in part.content.decode()
    assert 'hx-trigger="every' not in _page(browser, f"/submissions/{number}/")


def test_the_result_counts_and_says_what_to_do(browser: Client) -> None:
    page = _page(browser, f"/submissions/{_posted(browser)}/")
    assert "新增 2 · 变更 0 · 未变 0" in page
    assert "2 行没有入账" in page
    assert "下载退回表格" in page
    assert letters.broken(3) in page


def test_findings_are_filtered_by_code(browser: Client) -> None:
    number = _posted(browser)
    address = f"/submissions/{number}/findings/"
    part = _page(browser, f"{address}?code=E134", **{"HX-Request": "true"})
    assert letters.broken(3) in part
    assert "E101</span>" not in part
    assert "<html" not in part
    assert "<html" in _page(browser, f"{address}?code=E134")


def test_findings_are_exported_with_the_filter(browser: Client) -> None:
    number = _posted(browser)
    every = _csv(browser, f"/submissions/{number}/findings/?format=csv")
    one = _csv(browser, f"/submissions/{number}/findings/?format=csv&code=E134")
    assert len(every) == 3
    assert [row[4] for row in one[1:]] == ["E134"]


def test_the_workbook_given_back_is_the_senders_with_notes(browser: Client) -> None:
    number = _posted(browser)
    book = _workbook(browser, number)
    noted = [c for sheet in book.worksheets for row in sheet for c in row if c.comment]
    assert len(noted) >= 2
    book.close()


def test_a_file_of_another_item_fails_with_its_sentence_in_both_languages(
    browser: Client,
) -> None:
    number = _send(browser, "甲,乙\n1,2\n".encode())
    run(number)
    stored = Submission.objects.get(pk=number)
    assert stored.problem is not None
    assert stored.problem["title"] in _page(browser, f"/submissions/{number}/")
    english = _page(browser, f"/submissions/{number}/", **{"Accept-Language": "en"})
    assert stored.problem["title"] not in english
    assert stored.problem["code"] in english


def test_cancelling_asks_first_and_is_logged(browser: Client) -> None:
    number = _send(browser)
    asked = _page(browser, f"/submissions/{number}/cancel/")
    assert "示例登记.csv" in asked
    assert browser.post(f"/submissions/{number}/cancel/").status_code == 302
    assert entries(kind="submission.cancel_requested")
    assert "已请求取消" in _page(browser, f"/submissions/{number}/")


def test_what_is_finished_cannot_be_cancelled(browser: Client) -> None:
    number = _posted(browser)
    assert browser.post(f"/submissions/{number}/cancel/").status_code == 409


def test_the_list_is_filtered_sorted_and_exported(browser: Client) -> None:
    number, waiting = _posted(browser), _send(browser, b"\xef\xbb\xbfa,b\n1,2\n")
    link = f'href="/submissions/{number}/"'
    assert link in _page(browser, "/submissions/?stage=posted")
    assert link in _page(browser, "/submissions/?stage=back")
    assert link not in _page(browser, "/submissions/?stage=running")
    assert link not in _page(browser, "/submissions/?since=2199-01-01")
    lines = _csv(browser, "/submissions/?format=csv&stage=posted")
    assert [line[0] for line in lines[1:]] == [str(number)]
    order = _page(browser, "/submissions/?sort=id")
    assert order.index(f"/submissions/{number}/") < order.index(f"/submissions/{waiting}/")


def test_a_filter_that_is_nonsense_shows_the_list_and_what_is_wrong(browser: Client) -> None:
    response = browser.get("/submissions/?since=gestern&stage=x&unit=y")
    assert response.status_code == 200
    assert 'class="fault"' in response.content.decode()


@pytest.mark.parametrize("address", ["/desk/", "/submissions/", "/questions/"])
def test_empty_pages_say_so_and_what_to_do(browser: Client, address: str) -> None:
    assert 'class="empty"' in _page(browser, address)


def test_the_desk_offers_only_items_of_the_own_unit(signed_in: SignIn) -> None:
    other = _page(signed_in("liaison", letters.OTHER), "/desk/")
    assert 'value="penalty"' in other
    assert 'value="market-entity"' not in other


def test_what_is_due_is_exported(browser: Client) -> None:
    _posted(browser)
    lines = _csv(browser, "/late/?format=csv")
    assert [line[1] for line in lines[1:] if line[2] != "—"] == ["市场主体登记"]


class TestQuestions:
    """A row whose name is not the one of its code waits for a person."""

    @pytest.fixture
    def question(self, browser: Client) -> str:
        world.register(letters.code(1), letters.name(1))
        body = letters.as_csv([letters.penalty(1, CF_XDR_MC="示例别的名字有限公司")]).read()
        run(_send(browser, body, "penalty"))
        found = re.search(r"/questions/\d+/", _page(browser, "/questions/"))
        assert found is not None
        return found[0]

    def test_it_shows_the_row_and_whom_the_code_means(self, browser: Client, question: str) -> None:
        page = _page(browser, question)
        assert "示例别的名字有限公司" in page
        assert letters.name(1) in page
        assert "行政处罚决定书文号" in page

    @pytest.mark.parametrize(("choice", "shown"), [("return", "退回"), ("alias", "别名")])
    def test_an_answer_is_kept_with_its_reason(
        self, browser: Client, question: str, choice: str, shown: str
    ) -> None:
        answer = {"choice": choice, "reason": "核对营业执照"}
        assert browser.post(question, answer).status_code == 302
        page = _page(browser, question)
        assert "核对营业执照" in page
        assert shown in page
        assert "已答复并记入日志" in page
        (logged,) = entries(kind="question.answered")
        assert logged.body["answer"] == choice

    def test_an_answered_row_is_on_file(self, browser: Client, question: str) -> None:
        browser.post(question, {"choice": "alias", "reason": "核对营业执照"})
        assert "示罚〔2019〕1号" in _page(browser, f"/subjects/{letters.code(1)}/")

    @pytest.mark.parametrize(
        "answer",
        [
            {"choice": "return"},
            {"reason": "x"},
            {"choice": "link:999999", "reason": "x"},
            {"choice": "link:²", "reason": "x"},
            {"choice": "dance", "reason": "x"},
        ],
    )
    def test_an_answer_that_is_none_changes_nothing(
        self, browser: Client, question: str, answer: dict[str, str]
    ) -> None:
        assert browser.post(question, answer).status_code == 422
        assert entries(kind="question.answered") == []

    def test_an_answer_stays(self, browser: Client, question: str) -> None:
        answer = {"choice": "return", "reason": "核对营业执照"}
        browser.post(question, answer)
        assert browser.post(question, answer).status_code == 409


class TestOffice:
    """The credit office sees all departments."""

    @pytest.fixture
    def office(self, signed_in: SignIn, browser: Client) -> Client:
        _posted(browser)
        return signed_in("credit_office")

    def test_deliveries_rates_and_quality_are_shown(self, office: Client) -> None:
        page = _page(office, "/office/")
        assert "50.0%" in page
        assert "E134" in page
        assert f"?unit={letters.MARKET}" in page

    def test_another_period_is_empty(self, office: Client) -> None:
        page = _page(office, "/office/?since=2001-01-01&until=2001-12-31")
        assert "这一期间没有报送" in page

    def test_it_is_exported(self, office: Client) -> None:
        (line,) = _csv(office, "/office/?format=csv")[1:]
        assert line[1:5] == ["1", "4", "2", "2"]
