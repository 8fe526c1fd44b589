"""The page of service days: ticked decisions, the workbook, who may, and what is refused."""

import csv
import io
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from effects import world as effects_world
from effects.following import followed
from effects.serving import book, key, line, of_other_unit, opened, waiting
from mingjian.effects.models import Adverse, ServedDecision
from mingjian.effects.service.run import run_sheet
from mingjian.papers.receipts import outstanding
from papers.making import OTHER as UNIT
from web import proceedings
from web.proceedings import actor

pytestmark = pytest.mark.usefixtures("sealed")
FILLED = {"served_on": "2024-03-05", "how": "post", "procedure": "ordinary", "told": "yes"}


@pytest.fixture
def records(db: None) -> list[str]:  # noqa: ARG001 - it opens the database
    """Three decisions of the unit that wait, and one of another unit."""
    effects_world.tell()
    waiting(1)
    found = [str(of_other_unit(key(n))) for n in (5, 6, 7)]
    followed(2)
    return found


def of(role: str, unit_id: str = UNIT) -> Client:
    made = Client()
    made.force_login(proceedings.account(role, unit_id))
    return made


def page(client: Client, address: str = "/served/", **asked: str) -> str:
    response = client.get(address, asked)
    assert response.status_code == 200
    return response.content.decode()


def sent(path: Path) -> dict[str, object]:
    return {"send": "1", "file": SimpleUploadedFile(path.name, path.read_bytes())}


def test_the_list_holds_the_own_units_decisions_and_the_office_sees_all(
    records: list[str],
) -> None:
    shown = page(of("liaison"))
    assert all(f'value="{one}"' in shown for one in records)
    assert key(1) not in shown
    for client in (of("credit_office", proceedings.OFFICE), of("auditor", "zhenhai-audit")):
        assert all(key(n) in page(client) for n in (1, 5, 6, 7))
    assert 'name="record"' not in page(of("auditor", "zhenhai-audit"))
    assert "没有待登记送达的决定" in page(of("liaison", "zhenhai-justice"))


def test_ticked_decisions_are_answered_at_once_and_leave_the_list(records: list[str]) -> None:
    client = of("liaison")
    assert client.post("/served/", FILLED | {"record": records[:2]}).status_code == 302
    shown = page(client)
    assert "登记 2，更正 0，未变 0，未接受 0" in shown
    assert [f'value="{one}"' in shown for one in records] == [False, False, True]
    recorded = page(client, tab="recorded")
    assert all(text in recorded for text in (key(5), key(6), "邮寄送达", "自 2024-09-06 起"))
    assert key(7) not in recorded


def test_what_is_missing_is_said_and_what_was_ticked_stays_ticked(records: list[str]) -> None:
    client = of("liaison")
    assert client.post("/served/", FILLED).status_code == 422
    response = client.post("/served/", FILLED | {"record": records[:1], "how": ""})
    assert response.status_code == 422
    assert f'value="{records[0]}" aria-label="勾选 {key(5)}" checked' in response.content.decode()
    assert ServedDecision.objects.count() == 0


def test_the_good_ones_are_taken_and_the_page_names_the_others(records: list[str]) -> None:
    client = of("liaison")
    client.post("/served/", FILLED | {"record": records[:1]})
    changed = FILLED | {"served_on": "2024-03-20", "record": records[:1]}
    response = client.post("/served/?tab=recorded", changed)
    shown = response.content.decode()
    assert response.status_code == 422
    assert "未接受的决定" in shown
    assert "2024-03-05" in shown
    done = client.post("/served/?tab=recorded", changed | {"reason": "回证抄错"})
    assert (done.status_code, done.headers["Location"]) == (302, "/served/?tab=recorded")
    assert "已更正" in page(client, tab="recorded")
    early = FILLED | {"served_on": "2024-03-01", "record": records[1:]}
    assert "早于决定日期 2024-03-04" in client.post("/served/", early).content.decode()


def test_nobody_answers_for_another_unit_or_without_the_right(records: list[str]) -> None:
    given = FILLED | {"record": records}
    assert of("liaison", "zhenhai-justice").post("/served/", given).status_code == 422
    assert of("auditor", "zhenhai-audit").post("/served/", given).status_code == 403
    assert of("clerk").get("/served/").status_code == 403
    assert ServedDecision.objects.count() == 0


def test_filters_sort_and_export(records: list[str]) -> None:
    client = of("liaison")
    assert key(5) in page(client, q=key(5))
    assert key(6) not in page(client, q=key(5))
    assert "没有符合条件的决定" in page(client, due="overdue")
    assert "没有符合条件的决定" in page(client, since="2024-03-05")
    assert key(5) in page(client, until="2024-03-04")
    shown = page(client, sort="-number")
    assert shown.index(key(7)) < shown.index(key(6)) < shown.index(key(5))
    answer = client.get("/served/", {"format": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0][0] == "文号"
    assert [row[0] for row in rows[1:]] == [key(5), key(6), key(7)]
    client.post("/served/", FILLED | {"record": records})
    book_of = client.get("/served/", {"format": "xlsx", "tab": "recorded"})
    sheet = opened(book_of.content).worksheets[0]
    assert {row[6].value for row in sheet.iter_rows(min_row=2)} == {"邮寄送达"}


def worked(client: Client, path: Path, **more: str) -> str:
    """Sends a workbook and does the work; the address of its page."""
    response = client.post("/served/", sent(path) | more)
    assert response.status_code == 302
    address = response.headers["Location"]
    run_sheet(int(address.rstrip("/").rpartition("/")[2]))
    return address


@pytest.mark.usefixtures("records")
def test_the_workbook_goes_out_by_the_filter_and_comes_back(tmp_path: Path) -> None:
    client = of("liaison")
    sheet = opened(client.get("/served/workbook/", {"q": key(5)}).content).worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [key(5)]
    bad = book(tmp_path, line(key(5)), line(key(1)), line(key(6), "2024-03-01"))
    address = worked(client, bad)
    shown = page(client, address)
    assert "2 行没有登记" in shown
    assert f"{address}workbook/" in shown
    result = client.get(f"{address}workbook/")
    assert "送达-登记结果.xlsx" in unquote(result.headers["Content-Disposition"])
    given_back = opened(b"".join(result)).worksheets[1]
    assert [given_back[place].comment is not None for place in ("A2", "A3", "C4")] == [
        False,
        True,
        True,
    ]
    assert "退回 2 行" in page(client)
    again = page(client, worked(client, book(tmp_path, line(key(5)), line(key(6)))))
    assert "全部处理完毕" in again
    assert ServedDecision.objects.count() == 2


@pytest.mark.usefixtures("records")
def test_the_page_of_a_workbook_follows_until_it_is_done_and_then_reloads(tmp_path: Path) -> None:
    client = of("liaison")
    address = client.post("/served/", sent(book(tmp_path, line(key(5))))).headers["Location"]
    waits = client.get(f"{address}progress/")
    assert "HX-Refresh" not in waits.headers
    assert f'hx-get="{address}progress/"' in waits.content.decode()
    assert "取消登记" in page(client, address)
    assert client.get(f"{address}workbook/").status_code == 409
    run_sheet(int(address.rstrip("/").rpartition("/")[2]))
    over = client.get(f"{address}progress/")
    assert over.headers["HX-Refresh"] == "true"
    assert "hx-get" not in over.content.decode()
    assert client.get(f"{address}cancel/").status_code == 409


@pytest.mark.usefixtures("records")
def test_it_is_cancelled_by_who_may_answer_and_says_what_stays(tmp_path: Path) -> None:
    client, reader = of("liaison"), of("auditor", "zhenhai-audit")
    address = client.post("/served/", sent(book(tmp_path, line(key(5))))).headers["Location"]
    assert "取消登记" not in page(reader, address)
    assert reader.post(f"{address}cancel/").status_code == 403
    assert of("liaison", "zhenhai-justice").get(address).status_code == 404
    assert "再次上传不会重复登记" in page(client, f"{address}cancel/")
    assert client.post(f"{address}cancel/").headers["Location"] == address
    run_sheet(int(address.rstrip("/").rpartition("/")[2]))
    assert "取消前登记的保留" in page(client, address)
    assert ServedDecision.objects.count() == 0


@pytest.mark.usefixtures("records")
def test_a_file_of_another_form_fails_on_its_page_in_words(tmp_path: Path) -> None:
    path = tmp_path / "其他.csv"
    path.write_text("名称,电话\n示例,1\n", encoding="utf-8")
    client = of("liaison")
    shown = page(client, worked(client, path))
    assert "无法登记" in shown
    assert "改正后重新上传" in shown


def test_a_correction_shows_who_was_told_and_who_answered(records: list[str]) -> None:
    client = of("liaison")
    client.post("/served/", FILLED | {"record": records[:1]})
    made = Adverse.objects.get()
    effects_world.asked(made.subject_id, "zhenhai-justice", adverse=[made.pk])
    changed = FILLED | {"served_on": "2024-03-20", "record": records[:1], "reason": "回证抄错"}
    client.post("/served/?tab=recorded", changed)
    assert "已通知 1 个单位，0 个已回告" in page(client, tab="recorded")
    told = of("liaison", "zhenhai-justice")
    (waits,) = outstanding(actor("liaison", "zhenhai-justice"))
    assert "2024-03-20" in page(told, f"/notices/{waits.notice_id}/")
    assert told.post(f"/notices/{waits.notice_id}/", {"note": "已核对"}).status_code == 302
    assert "已通知 1 个单位，1 个已回告" in page(client, tab="recorded")


@pytest.mark.usefixtures("records")
def test_a_file_that_is_no_table_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "图.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    response = of("liaison").post("/served/", sent(path))
    assert response.status_code in {415, 422}
    assert "图片" in response.content.decode()
    assert of("liaison").post("/served/", {"send": "1"}).status_code == 422


@pytest.mark.usefixtures("records")
def test_the_office_says_for_which_unit_a_workbook_is(tmp_path: Path) -> None:
    office, given = of("credit_office", proceedings.OFFICE), book(tmp_path, line(key(5)))
    assert office.post("/served/", sent(given)).status_code == 422
    worked(office, given, unit=UNIT)
    assert ServedDecision.objects.count() == 1
