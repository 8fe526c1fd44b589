"""The case desk and the page of a case: what stands there, what can be done, what is refused."""

import csv
import io
import re
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases.world import at
from mingjian.cases.view import view
from mingjian.effects.in_force import in_force
from mingjian.papers.models import Paper
from mingjian.policy.standing import policies
from mingjian.registry.find import by_code
from web import proceedings, world
from web.proceedings import UNIT, browser

pytestmark = pytest.mark.usefixtures("sealed")


@pytest.fixture
def one(db: None) -> int:  # noqa: ARG001 - it opens the database
    return world.register()


def theirs(subject_id: int) -> Client:
    made = Client()
    made.force_login(proceedings.organisation(subject_id))
    return made


def page(client: Client, address: str, **asked: str) -> str:
    response = client.get(address, asked)
    assert response.status_code == 200, address
    return response.content.decode()


def body(response: object) -> bytes:
    streaming = getattr(response, "streaming_content", None)
    return b"".join(streaming) if streaming else response.content  # type: ignore[attr-defined]


def test_the_desk_lists_the_own_units_cases_with_what_is_due(one: int) -> None:
    case = proceedings.decided(one)
    with at("2026-03-19"):
        shown = page(browser("liaison"), "/cases/")
        assert case.number in shown
        assert "还剩 4 个工作日" in shown
        assert case.number not in page(browser("liaison", "zhenhai-finance"), "/cases/")


@pytest.mark.parametrize(
    ("tab", "there"),
    [("all", True), ("mine", True), ("unit", True), ("paused", False), ("closed", False)],
)
def test_the_tabs_of_the_desk(one: int, tab: str, there: bool) -> None:  # noqa: FBT001 - a table
    with at("2026-03-02"):
        case = proceedings.proposed(one)
        assert (case.number in page(browser("liaison"), "/cases/", tab=tab)) is there


def test_overdue_and_due_today_are_told_apart(one: int) -> None:
    case = proceedings.decided(one)
    for day, tab in (("2026-03-25", "due_today"), ("2026-03-26", "overdue")):
        with at(day):
            for wanted in ("due_today", "overdue"):
                shown = page(browser("liaison"), "/cases/", tab=wanted)
                assert (case.number in shown) is (wanted == tab), (day, wanted)


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ({"kind": "determination"}, True),
        ({"kind": "repair"}, False),
        ({"listing": "B20"}, True),
        ({"state": "已提出"}, True),
        ({"q": "示例贸易"}, True),
        ({"q": world.CODE}, True),
        ({"q": world.OTHER_CODE}, False),
        ({"q": "明案〔2026〕1号"}, True),
        ({"unit": UNIT}, True),
        ({"unit": "zhenhai-finance"}, False),
    ],
)
def test_the_filter_of_the_desk(one: int, asked: dict[str, str], there: bool) -> None:  # noqa: FBT001 - a table
    with at("2026-03-02"):
        proceedings.proposed(one)
        shown = page(browser("liaison"), "/cases/", **asked)
    assert ("没有符合条件的案件" not in shown) is there


def test_the_desk_as_csv_and_as_workbook_holds_the_same_rows(one: int) -> None:
    with at("2026-03-02"):
        case = proceedings.proposed(one)
        client = browser("liaison")
        text = body(client.get("/cases/", {"format": "csv"})).decode("utf-8-sig")
        book = openpyxl.load_workbook(io.BytesIO(body(client.get("/cases/", {"format": "xlsx"}))))
    rows = list(csv.reader(io.StringIO(text)))
    values = book.worksheets[0].iter_rows(values_only=True)
    cells = [["" if value is None else str(value) for value in row] for row in values]
    assert rows[1][0] == cells[1][0] == case.number
    assert rows[1][3] == cells[1][3] == world.CODE
    assert rows == cells


def test_the_page_draws_the_procedure_and_says_the_same_in_words(one: int) -> None:
    with at("2026-03-02"):
        case = proceedings.proposed(one)
        shown = page(browser("liaison"), f"/cases/{case.id}/")
    assert 'class="chart"' in shown
    assert shown.count('class="state now"') >= 1
    for step in case.procedure.steps:
        assert step.name.zh in shown
    assert "style=" not in shown


def test_a_step_is_taken_by_its_form(one: int) -> None:
    with at("2026-03-02"):
        case = proceedings.proposed(one)
        client = browser("liaison")
        address = f"/cases/{case.id}/steps/notify/"
        page(client, address)
        response = client.post(address, {"seq": "1", "channel": "inbox", "reason": ""})
        assert response.headers["Location"] == f"/cases/{case.id}/"
        after = view(case.id, proceedings.actor("liaison"))
        assert after.state.id == "notified"
        assert "事先告知书" in page(client, f"/cases/{case.id}/")


def test_a_step_nobody_but_the_head_may_take_says_so_and_leaves_nothing(one: int) -> None:
    case = proceedings.ready(one)
    papers = Paper.objects.count()
    with at("2026-03-18"):
        given = {"seq": str(case.seq), "ask_exit": "示例", "ask_remedy": "示例", "reason": "示例"}
        given["channel"] = "inbox"
        response = browser("liaison").post(f"/cases/{case.id}/steps/decide/", given)
        assert response.status_code == 403
        assert "规则" in response.content.decode()
    assert Paper.objects.count() == papers
    assert in_force(one, date(2026, 3, 18)).entries == ()


def test_the_head_decides_and_the_entry_stands(one: int) -> None:
    case = proceedings.ready(one)
    with at("2026-03-18"):
        client = browser("unit_head")
        given = {"seq": str(case.seq), "ask_exit": "改正即退", "ask_remedy": "六十日内复议"}
        given |= {"reason": "示例理由", "channel": "print"}
        response = client.post(f"/cases/{case.id}/steps/decide/", given)
        assert response.status_code == 302, response.content.decode()
        (entry,) = in_force(one, date(2026, 3, 18)).entries
        shown = page(client, f"/lists/entries/{entry.id}/")
        for text in ("示例法", "改正即退", "六十日内复议", "2029-03-18", "直接送达"):
            assert text in shown, text


def test_what_was_typed_stays_when_something_is_missing(one: int) -> None:
    case = proceedings.ready(one)
    with at("2026-03-18"):
        given = {"seq": str(case.seq), "ask_exit": "改正即退", "reason": "示例理由"}
        response = browser("unit_head").post(f"/cases/{case.id}/steps/decide/", given)
    shown = response.content.decode()
    assert response.status_code == 422
    assert "改正即退" in shown
    assert 'class="fault"' in shown


def test_a_page_that_is_out_of_date_takes_no_step(one: int) -> None:
    with at("2026-03-02"):
        case = proceedings.proposed(one)
        client = browser("liaison")
        given = {"seq": "1", "channel": "inbox"}
        assert client.post(f"/cases/{case.id}/steps/notify/", given).status_code == 302
        response = client.post(f"/cases/{case.id}/steps/drop/", {**given, "reason": "示例"})
        assert response.status_code == 409
        assert "案件又有进展" in response.content.decode()


def test_evidence_is_a_file_or_written_down_and_one_is_needed(one: int) -> None:
    case = proceedings.ready(one)
    client = theirs(one)
    with at("2026-03-18"):
        address = f"/cases/{case.id}/steps/state/"
        assert client.post(address, {"seq": str(case.seq)}).status_code == 422
        file = SimpleUploadedFile("陈述.txt", "示例陈述".encode())
        given = {"seq": str(case.seq), "file_statement": file}
        assert client.post(address, given).status_code == 302
        paper = Paper.objects.get(kind="statement")
        assert (paper.filename, paper.subject_id, paper.unit_id) == ("陈述.txt", one, "")
        response = client.get(f"/papers/{paper.pk}/file/")
        assert body(response).decode() == "示例陈述"
        for close in response._resource_closers:  # type: ignore[attr-defined]  # not in the stubs
            close()


def test_the_proof_of_service_is_recorded_once(one: int) -> None:
    with at("2026-03-02"):
        case = proceedings.proposed(one)
        client = browser("liaison")
        client.post(f"/cases/{case.id}/steps/notify/", {"seq": "1", "channel": "print"})
        notice = view(case.id, proceedings.actor("liaison")).history[-1].notices[0]
        address = f"/cases/{case.id}/served/{notice.id}/"
        assert "自文书送达之日起计算" in page(client, f"/cases/{case.id}/")
        future = {"on": "2099-03-03", "how": "direct"}
        assert client.post(address, future).status_code == 422
        assert client.post(address, {"on": "2026-03-02", "how": "acknowledged"}).status_code == 422
        file = SimpleUploadedFile("回证.txt", "回证".encode())
        given = {"on": "2026-03-02", "how": "post", "note": "示例回执", "proof": file}
        assert client.post(address, given).status_code == 302
        shown = page(client, f"/cases/{case.id}/")
        assert "示例回执" in shown
        assert "邮寄送达" in shown
        again = {"on": "2026-03-02", "how": "post"}
        assert client.post(address, again).status_code == 409


def test_the_organisation_sees_a_case_once_it_was_told(one: int) -> None:
    with at("2026-03-02"):
        case = proceedings.proposed(one)
        assert theirs(one).get(f"/cases/{case.id}/").status_code == 404
    case = proceedings.ready(one)
    assert case.number in page(theirs(one), f"/cases/{case.id}/")
    other = world.register(world.OTHER_CODE, "示例制造有限公司")
    assert theirs(other).get(f"/cases/{case.id}/").status_code == 404
    assert theirs(other).get(f"/papers/{case.history[1].papers[0].id}/").status_code == 404


def test_a_letter_has_heading_and_number(one: int) -> None:
    case = proceedings.ready(one)
    paper = case.history[1].papers[0]
    shown = page(theirs(one), f"/papers/{paper.id}/")
    assert paper.number in shown
    assert "letter-heading" in shown
    assert re.search(r"明信告〔2026〕1号", shown)


@pytest.mark.usefixtures("one")
def test_a_case_about_a_subject_is_opened_by_a_liaison() -> None:
    with at("2026-03-02"):
        client = browser("liaison")
        address = f"/cases/open/rectification/?about=subject&code={world.CODE}"
        assert by_code(world.CODE) is not None
        page(client, address)
        assert client.post(address, {"ask_problem": "示例问题"}).status_code == 422
        given = {
            "ask_problem": "示例问题",
            "ask_article_law": "示例法",
            "ask_article_article": "第二条",
            "ask_article_text_version": "2020-01-01",
            "paper_evidence": "示例证据",
        }
        response = client.post(address, given)
        assert response.status_code == 302, response.content.decode()
        shown = page(client, response.headers["Location"])
        assert "示例问题" in shown
        assert "限期整改" in shown


@pytest.mark.parametrize(
    "asked",
    [
        {"about": "subject", "id": "999999"},
        {"about": "entry", "id": "x"},
        {"about": "record", "id": "1"},
        {"about": "gossip", "id": "1"},
        {"about": "adverse", "id": "9" * 30},
        {},
    ],
)
@pytest.mark.usefixtures("one")
def test_a_case_about_nothing_is_not_found(asked: dict[str, str]) -> None:
    assert browser("liaison").get("/cases/open/rectification/", asked).status_code == 404
    assert browser("liaison").get("/cases/open/nonsense/", asked).status_code == 404


def test_a_check_shows_what_is_in_force_with_its_basis_and_the_dispute(one: int) -> None:
    proceedings.decided(one)
    with at(proceedings.DECIDED):
        proceedings.objected(one, proceedings.entry_of(one))
    known = policies()
    asked = {"code": world.CODE, "purpose": known.purposes()[0].id, "case": "示办2026-1"}
    clerk = browser("clerk")
    for matter in known.matters():
        response = clerk.post("/check/", {**asked, "matter": matter.id, "on": "2026-04-01"})
        shown = page(clerk, response.headers["Location"])
        for text in ("黑名单（严重失信名单）", "示例法", "2029-03-18", proceedings.REMEDY):
            assert text in shown, (matter.id, text)
        assert "有异议，处理中" in shown
