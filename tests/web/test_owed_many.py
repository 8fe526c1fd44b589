"""Many reports at once on the page of what is owed: ticked, by a workbook, and who may."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from checks.affecting import entry, made_up
from checks.filing import today
from checks.telling import book, line, opened
from mingjian.checks.feedback import report, reports
from mingjian.checks.models import Feedback, FeedbackSheet
from mingjian.checks.told.run import run_feedback
from web import counter
from web.test_owed_pages import OTHER, asked, of, office, page


@pytest.fixture(autouse=True)
def receipts(db: None) -> Iterator[list[str]]:  # noqa: ARG001 - it opens the database
    """Two checks of the unit and, last, one of another unit."""
    with made_up():
        entry(1)
        yield [asked(), asked(), asked(unit_id=OTHER)]


def answer(*ticked: str, **changes: str) -> dict[str, object]:
    given = {"outcome": "refused", "decided_on": today().isoformat(), "note": "示例理由"}
    return given | changes | {"receipt": list(ticked)}


def sent(path: Path) -> dict[str, object]:
    return {"send": "1", "file": SimpleUploadedFile(path.name, path.read_bytes())}


def test_ticked_checks_are_reported_with_one_answer_and_leave_the_list(
    receipts: list[str],
) -> None:
    client = of()
    assert page(client, "/owed/").count('name="receipt"') == 2
    response = client.post("/owed/?tab=unit", answer(*receipts[:2]), follow=True)
    assert response.redirect_chain == [("/owed/?tab=unit", 302)]
    shown = response.content.decode()
    assert "反馈 2，更正 0，未变 0，未接受 0。" in shown
    assert "没有待反馈的核查" in shown
    assert [reports(one)[0].note for one in receipts[:2]] == ["示例理由"] * 2


def test_a_reason_may_be_left_out_as_on_the_page_of_a_receipt(receipts: list[str]) -> None:
    assert of().post("/owed/", answer(receipts[0], note=" ")).status_code == 302
    assert [one.note for one in reports(receipts[0])] == [""]


def test_the_same_form_sent_twice_reports_once(receipts: list[str]) -> None:
    client = of()
    client.post("/owed/", answer(*receipts[:2]))
    shown = client.post("/owed/", answer(*receipts[:2]), follow=True).content.decode()
    assert "反馈 0，更正 0，未变 2，未接受 0。" in shown
    assert Feedback.objects.count() == 2


def test_anothers_check_among_the_ticked_is_named_and_the_others_are_reported(
    receipts: list[str],
) -> None:
    response = of().post("/owed/", answer(*receipts, "1-000000000000"))
    shown = response.content.decode()
    assert response.status_code == 422
    assert "反馈 2，更正 0，未变 0，未接受 2。" in shown
    assert "未接受的反馈" in shown
    assert receipts[2] in shown
    assert Feedback.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"outcome": ""}, "处理结果"),
        ({"outcome": "granted"}, "granted"),
        ({"decided_on": ""}, "决定日期"),
        ({"decided_on": "yesterday"}, "决定日期"),
        ({"note": "x" * 1001}, "说明"),
    ],
)
def test_an_answer_that_will_not_do_reports_nothing_and_keeps_the_ticks(
    changes: dict[str, str], said: str, receipts: list[str]
) -> None:
    response = of().post("/owed/", answer(receipts[0], **changes))
    shown = response.content.decode()
    assert response.status_code == 422
    assert said in shown
    assert shown.count(" checked>") == 1
    assert Feedback.objects.count() == 0


def test_a_decision_that_lies_ahead_is_refused_by_the_verb(receipts: list[str]) -> None:
    response = of().post("/owed/", answer(receipts[0], decided_on="2099-01-01"))
    assert response.status_code == 422
    assert "晚于今天" in response.content.decode()
    assert Feedback.objects.count() == 0


def test_nothing_ticked_says_so() -> None:
    response = of().post("/owed/", answer())
    assert response.status_code == 422
    assert "请至少勾选一次核查。" in response.content.decode()


def test_who_oversees_ticks_his_own_alone(receipts: list[str]) -> None:
    shown = page(office(), "/owed/")
    assert all(one in shown for one in receipts)
    assert 'name="receipt"' not in shown
    assert office().post("/owed/", answer(*receipts)).status_code == 422
    assert Feedback.objects.count() == 0


@pytest.mark.parametrize("role", ["liaison", "auditor", "unit_head", "reviewer", "administrator"])
def test_who_reports_nothing_gets_neither_page_nor_workbook(role: str, receipts: list[str]) -> None:
    client = of(role)
    assert client.post("/owed/", answer(*receipts)).status_code == 403
    for address in ("/owed/workbook/", "/owed/sheets/1/", "/owed/sheets/1/workbook/"):
        assert client.get(address).status_code == 403
    assert Feedback.objects.count() == 0


def worked(client: Client, path: Path) -> str:
    """Sends a workbook and does the work; the address of its page."""
    response = client.post("/owed/", sent(path))
    assert response.status_code == 302
    address = response.headers["Location"]
    run_feedback(int(address.rstrip("/").rpartition("/")[2]))
    return address


def test_the_workbook_goes_out_filtered_and_comes_back(receipts: list[str], tmp_path: Path) -> None:
    client = of()
    sheet = opened(client.get("/owed/workbook/?tab=mine").content).worksheets[0]
    told = [str(cell.value) for row in sheet.iter_rows(min_row=2) for cell in row]
    assert [one for one in receipts if one in told] == receipts[:2]
    address = worked(client, book(tmp_path, *map(line, receipts[:2])))
    shown = page(client, address)
    assert re.findall(r"<dd>(\d+)</dd>", shown) == ["2", "0", "0", "0", "0"]
    assert "全部处理完毕" in shown
    assert "没有待反馈的核查" in page(client, "/owed/")


def test_bad_rows_come_back_in_red_and_are_sent_again(receipts: list[str], tmp_path: Path) -> None:
    client = of()
    address = worked(client, book(tmp_path, line(receipts[0]), line(receipts[2])))
    assert "1 行没有反馈" in page(client, address)
    result = client.get(f"{address}workbook/")
    assert "反馈-反馈结果.xlsx" in unquote(result.headers["Content-Disposition"])
    assert opened(b"".join(result)).worksheets[1]["A3"].comment is not None
    assert "退回 1 行" in page(client, "/owed/")
    shown = page(client, worked(client, book(tmp_path, *map(line, receipts[:2]))))
    assert re.findall(r"<dd>(\d+)</dd>", shown) == ["1", "0", "1", "0", "0"]


def test_its_page_follows_until_it_is_done_and_then_reloads(
    receipts: list[str], tmp_path: Path
) -> None:
    client = of()
    address = client.post("/owed/", sent(book(tmp_path, line(receipts[0])))).headers["Location"]
    waits = client.get(f"{address}progress/")
    assert "HX-Refresh" not in waits.headers
    assert f'hx-get="{address}progress/"' in waits.content.decode()
    assert "取消反馈" in page(client, address)
    assert client.get(f"{address}workbook/").status_code == 409
    run_feedback(int(address.rstrip("/").rpartition("/")[2]))
    over = client.get(f"{address}progress/")
    assert over.headers["HX-Refresh"] == "true"
    assert "hx-get" not in over.content.decode()
    assert client.get(f"{address}cancel/").status_code == 409


def test_it_is_cancelled_by_its_unit_and_says_what_stays(
    receipts: list[str], tmp_path: Path
) -> None:
    client, stranger = of(), of(unit_id=OTHER)
    address = client.post("/owed/", sent(book(tmp_path, line(receipts[0])))).headers["Location"]
    for way in ("", "progress/", "workbook/", "cancel/"):
        assert stranger.get(f"{address}{way}").status_code == 404
    assert stranger.post(f"{address}cancel/").status_code == 404
    assert address not in page(stranger, "/owed/")
    assert "再次上传不会重复记录" in page(client, f"{address}cancel/")
    assert client.post(f"{address}cancel/").headers["Location"] == address
    shown = page(client, address)
    assert "已请求取消" in shown
    assert f'href="{address}cancel/"' not in shown
    run_feedback(int(address.rstrip("/").rpartition("/")[2]))
    assert "取消前反馈的保留" in page(client, address)
    assert Feedback.objects.count() == 0


def test_a_file_of_another_form_fails_on_its_page_in_words(tmp_path: Path) -> None:
    path = tmp_path / "其他.csv"
    path.write_text("名称,电话\n示例,1\n", encoding="utf-8")
    client = of()
    shown = page(client, worked(client, path))
    assert "无法反馈" in shown
    assert "改正后重新上传" in shown


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04"])
def test_what_is_no_workbook_is_said_on_the_page(content: bytes) -> None:
    given = {"send": "1", "file": SimpleUploadedFile("示例.xlsx", content)}
    response = of().post("/owed/", given, follow=True)
    if response.redirect_chain:
        run_feedback(FeedbackSheet.objects.get().pk)
        response = of().get(response.redirect_chain[0][0])
        assert "无法反馈" in response.content.decode()
    else:
        assert 400 <= response.status_code < 500
    assert "Traceback" not in response.content.decode()
    assert of().post("/owed/", {"send": "1"}).status_code == 422
    assert Feedback.objects.count() == 0


def test_english_is_complete(receipts: list[str], tmp_path: Path) -> None:
    client = of()
    client.post("/preferences/", {"language": "en"})
    shown = page(client, "/owed/")
    for words in ("Report by a workbook", "Report on the ticked checks", "Download the workbook"):
        assert words in shown
    address = client.post("/owed/", sent(book(tmp_path, line(receipts[1])))).headers["Location"]
    english = page(client, address)
    for words in ("Workbook of feedback", "Cancel reporting", "Back: ", "About the workbook"):
        assert words in english
    response = client.post("/owed/", answer(receipts[0]), follow=True)
    assert "Reported 1, corrected 0, unchanged 0, refused 0." in response.content.decode()


def test_a_batch_that_nobody_knows_owes_nothing() -> None:
    assert "没有待反馈的核查" in page(of(), "/owed/?batch=999999")
    assert "没有待反馈的核查" not in page(of(), "/owed/?batch=none")


def test_what_was_reported_alone_is_corrected_by_the_many(receipts: list[str]) -> None:
    report(receipts[0], "approved", counter.clerk(counter.UNIT))
    shown = of().post("/owed/", answer(receipts[0]), follow=True).content.decode()
    assert "反馈 0，更正 1，未变 0，未接受 0。" in shown
    assert [str(one.outcome) for one in reports(receipts[0])] == ["refused", "approved"]
