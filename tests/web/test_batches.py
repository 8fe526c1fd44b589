"""Batch checks on the screens: sending, progress, what came of it, the workbook, who sees what."""

import io
import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from checks.affecting import entry, made_up
from checks.filing import entries
from mingjian.checks.batch import run as running
from mingjian.checks.batch.part import answer_part
from mingjian.checks.batch.run import run_batch
from mingjian.checks.batch.sheet import read_sheet
from mingjian.checks.batch.view import batches, cancel_batch
from mingjian.checks.models import Batch, Part
from mingjian.intake.store import path_of
from papers.making import subject
from registry.register import code
from web import counter, proceedings, world

ASKED = {"matter": "licensing", "purpose": "decision", "case": "示办2026-批1"}
UNKNOWN = code(3)


@pytest.fixture
def _packs(db: None) -> Iterator[None]:  # noqa: ARG001 - it opens the database
    with made_up():
        yield


def of(role: str = "clerk", unit_id: str = counter.UNIT) -> Client:
    return proceedings.browser(role, unit_id)


def upload(content: bytes, name: str = "示例.csv", **changes: str) -> dict[str, object]:
    return {**ASKED, **changes, "file": SimpleUploadedFile(name, content)}


def page(browser: Client, address: str, **asked: str) -> str:
    response = browser.get(address, asked)
    assert response.status_code == HTTPStatus.OK, address
    return response.content.decode()


@pytest.mark.usefixtures("_packs")
def test_a_file_that_is_taken_leads_to_its_page_and_stands_in_the_list() -> None:
    browser = of()
    response = browser.post("/batches/", upload(counter.codes(code(1))))
    (row,) = Batch.objects.all()
    assert response.headers["Location"] == f"/batches/{row.pk}/"
    assert (row.matter, row.purpose, row.case, row.filename) == (*ASKED.values(), "示例.csv")
    shown = page(browser, "/batches/")
    assert f'href="/batches/{row.pk}/"' in shown
    assert "已接收" in shown


@pytest.mark.usefixtures("_packs")
@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "示例.csv", "文件是空的"),
        (b'[{"a": 1}]', "示例.json", "只接受 xlsx、xls 或 csv"),
        (b"PK\x03\x04 broken", "示例.xlsx", "问题代码"),
        (b"%PDF-1.7", "示例.pdf", "问题代码"),
    ],
)
def test_a_broken_file_is_given_back_with_a_sentence_and_nothing_is_kept(
    content: bytes, name: str, sentence: str
) -> None:
    response = of().post("/batches/", upload(content, name))
    assert response.status_code in {HTTPStatus.UNPROCESSABLE_ENTITY, 415}
    shown = response.content.decode()
    assert sentence in shown
    assert 'role="alert"' in shown
    assert 'value="示办2026-批1"' in shown  # what was typed is still there
    assert not Batch.objects.exists()


@pytest.mark.usefixtures("_packs")
@pytest.mark.parametrize(
    "changes", [{"matter": "gossip"}, {"purpose": ""}, {"case": ""}, {"on": "x"}]
)
def test_a_question_that_is_none_is_given_back(changes: dict[str, str]) -> None:
    response = of().post("/batches/", upload(counter.codes(code(1)), **changes))
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'class="fault"' in response.content.decode()
    assert not Batch.objects.exists()


def test_without_a_file_it_says_so(db: None) -> None:  # noqa: ARG001 - it opens the database
    response = of().post("/batches/", ASKED)
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "请选择文件" in response.content.decode()


def test_an_empty_list_teaches_and_offers_the_template(
    db: None,  # noqa: ARG001 - it opens the database
) -> None:
    shown = page(of(), "/batches/")
    assert "还没有批量核查" in shown
    assert 'href="/batches/template/"' in shown
    assert "导出 csv" not in shown


@pytest.mark.usefixtures("_packs")
def test_the_template_filled_in_is_a_file_that_can_be_checked() -> None:
    """Its cells are text, so a code of digits alone keeps them all."""
    browser = of()
    response = browser.get("/batches/template/")
    book = load_workbook(io.BytesIO(response.content))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["统一社会信用代码", "主体名称", "备注"]
    assert sheet.column_dimensions["A"].number_format == "@"
    sheet["A2"] = code(1)
    out = io.BytesIO()
    book.save(out)
    browser.post("/batches/", upload(out.getvalue(), "示例.xlsx"))
    (row,) = Batch.objects.all()
    read = read_sheet(path_of(row.sha256), row.kind)
    assert read.subjects == [code(1)]


@pytest.mark.usefixtures("_packs")
def test_who_sees_which_batches() -> None:
    mine = counter.sent(counter.codes(code(1)), filename="示例一.csv")
    other = counter.sent(counter.codes(code(2)), unit_id="zhenhai-finance", filename="示例二.csv")
    shown = page(of(), "/batches/")
    assert "示例一.csv" in shown
    assert "示例二.csv" not in shown
    for address in ("", "progress/", "workbook/", "cancel/"):
        assert of().get(f"/batches/{other.id}/{address}").status_code == HTTPStatus.NOT_FOUND
    assert of().post(f"/batches/{other.id}/cancel/").status_code == HTTPStatus.NOT_FOUND
    assert Batch.objects.get(pk=other.id).cancel_requested_at is None
    # Whoever oversees the district oversees no questions: these belong to the unit that asked.
    office = of("credit_office", counter.OFFICE)
    assert office.get(f"/batches/{mine.id}/").status_code == HTTPStatus.NOT_FOUND
    for role in ("liaison", "auditor", "unit_head"):
        assert of(role).get("/batches/").status_code == HTTPStatus.FORBIDDEN


@pytest.mark.usefixtures("_packs")
@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ({}, True),
        ({"stage": "received"}, True),
        ({"stage": "done"}, False),
        ({"whose": "mine"}, False),
        ({"until": "2020-01-01"}, False),
        ({"since": "2020-01-01"}, True),
    ],
)
def test_the_list_is_filtered_and_exported_alike(asked: dict[str, str], *, there: bool) -> None:
    counter.sent(counter.codes(code(1)))
    browser = Client()
    browser.force_login(world.person("clerk", counter.UNIT))  # a colleague of the sender
    assert ("示例.csv" in page(browser, "/batches/", **asked)) is there
    response = browser.get("/batches/", {**asked, "format": "csv"})
    told = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]  # not in the stubs
    assert ("示例.csv" in told) is there
    assert "办件编号" in told


@pytest.mark.usefixtures("_packs")
def test_a_batch_under_way_asks_for_itself_and_can_be_stopped() -> None:
    sent = counter.sent(counter.codes(code(1)))
    address = f"/batches/{sent.id}/"
    browser = of()
    assert f'hx-get="{address}progress/"' in page(browser, address)
    assert f'href="{address}cancel/"' in page(browser, address)
    assert "不再核查" in page(browser, f"{address}cancel/")
    assert browser.post(f"{address}cancel/").headers["Location"] == address
    shown = page(browser, address)
    assert "已请求取消" in shown
    assert f'href="{address}cancel/"' not in shown
    assert len(entries("batch.cancel_requested")) == 1
    assert browser.get(f"{address}workbook/").status_code == HTTPStatus.CONFLICT


@pytest.mark.usefixtures("committed_db")
@pytest.mark.parametrize(
    ("given", "sentence"), [(("123", "x"), "没有一个有效的统一社会信用代码"), ((), "没有数据行")]
)
def test_a_file_without_codes_ends_as_failed_and_says_what_to_do(
    given: tuple[str, ...], sentence: str
) -> None:
    with made_up():
        sent = counter.sent(counter.codes(*given))
        run_batch(sent.id)
    address = f"/batches/{sent.id}/"
    shown = page(of(), address)
    assert sentence in shown
    assert "改正后重新上传" in shown
    assert "hx-get" not in shown
    assert of().get(f"{address}progress/").headers["HX-Refresh"] == "true"
    for ask in (of().get, of().post):
        response = ask(f"{address}cancel/")
        assert response.status_code == HTTPStatus.CONFLICT
        assert "不能再取消" in response.content.decode()


@pytest.mark.usefixtures("committed_db")
def test_from_the_upload_to_the_answers_in_the_own_table() -> None:
    with made_up():
        entry(1)
        subject(2)
        browser = of()
        given = (code(1), code(2), UNKNOWN, code(1), "123")
        address = browser.post("/batches/", upload(counter.codes(*given))).headers["Location"]
        run_batch(Batch.objects.get().pk)
        shown = page(browser, address)
        found = [int(number) for number in re.findall(r"<dd>(\d+)</dd>", shown)]
        assert found == [1, 1, 1, 0, 1]  # in force, nothing, unknown, disputed, not a code
        assert "hx-get" not in shown
        assert "取消核查" not in shown
        response = browser.get(f"{address}workbook/")
        told = b"".join(response.streaming_content)  # type: ignore[attr-defined]  # not in the stubs
        rows = CalamineWorkbook.from_filelike(io.BytesIO(told)).get_sheet_by_index(0).to_python()
        assert [row[0] for row in rows[1:]] == list(given)
        assert [row[1] for row in rows[1:3]] == ["有现行效果", "无现行名单、不良信息和措施"]
        assert f"/check/{rows[1][-1]}/" in page(browser, "/owed/")


@pytest.mark.usefixtures("_packs")
def test_what_is_answered_so_far_is_counted_while_it_goes_on() -> None:
    entry(1)
    row = Batch.objects.get(pk=counter.sent(counter.codes(code(1), code(2))).id)
    row.stage, row.rows, row.subjects = "running", 2, 2
    row.save(update_fields=["stage", "rows", "subjects"])
    address = f"/batches/{row.pk}/"
    assert "正在核查：0 / 2 个代码" in page(of(), f"{address}progress/")
    answer_part(row, 0, [code(1)], counter.clerk())
    shown = page(of(), f"{address}progress/")
    assert "正在核查：1 / 2 个代码" in shown
    assert re.findall(r"<dd>(\d+)</dd>", shown) == ["1", "0", "0", "0", "0"]
    assert "下载结果表" not in shown


@pytest.mark.usefixtures("committed_db")
def test_what_was_answered_before_a_stop_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "PART", 1)
    monkeypatch.setattr(running, "AT_ONCE", 1)
    with made_up():
        sent = counter.sent(counter.codes(*(code(n) for n in range(1, 9))))

        def stops(*given: Any) -> None:
            answer_part(*given)
            if given[1] == 2:
                cancel_batch(counter.clerk(), sent.id)

        monkeypatch.setattr(running, "answer_part", stops)
        run_batch(sent.id)
        assert Part.objects.count() == 3
        assert "取消前已答复 3 个代码" in page(of(), f"/batches/{sent.id}/")


def test_counting_is_one_query_however_many_batches(
    django_assert_num_queries: DjangoAssertNumQueries,
    db: None,  # noqa: ARG001 - it opens the database
) -> None:
    with made_up():
        for _ in range(3):
            counter.sent(counter.codes(code(1)))
    clerk = counter.clerk()
    with django_assert_num_queries(1):
        assert [one.done for one in batches(clerk)] == [0, 0, 0]
