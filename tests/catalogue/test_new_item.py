"""A new kind of data is a file in a pack and nothing else (law 9): water arrears of organisations.

The pack is written here, as a district's lawyer would write it; no code knows of it.
"""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.test import Client as Browser

from mingjian.accounts.actor import SYSTEM, system
from mingjian.accounts.clients import allow_checks, allow_sending, issue_key, open_client
from mingjian.accounts.people import give_role, open_account
from mingjian.evidence.seal import seal_once
from mingjian.intake.models import Submission
from mingjian.intake.process import run
from mingjian.intake.receive import receive
from mingjian.intake.stage import Via
from mingjian.intake.template import template
from mingjian.kernel.uscc import compose
from mingjian.policy.lint import has_errors, lint_pack
from mingjian.policy.load import load_pack
from mingjian.policy.resolve import Policies
from mingjian.policy.standing import use

CODE = compose("91", "330299", "MA9WATER")
NAME = "宁波示例用水有限公司"
UNIT = "zhenhai-construction-transport"
TODAY = date(2026, 11, 23)
PACK = """
id: zhenhai-water
name: {zh: 镇海区补充数据项, en: supplementary items of Zhenhai}
jurisdiction: 镇海区
effective_from: 2026-01-01
extends: [zhenhai-2019]
sources: [{title: made for a test, source: made for a test, mark: seen in an implementation}]
"""
ITEM = """
id: water-arrears
name: {zh: 用水欠费, en: Water arrears}
section: 行政管理信息
effect: adverse
subjects: organisation
source: made for a test
mark: seen in an implementation
owners: [zhenhai-construction-transport]
basis:
  - {law: 城市供水条例, article: '24', source: made for a test, mark: recalled}
refresh: {cycle: monthly}
key: [uscc, account, period]
subject: {code: uscc, name: name}
holds: {from: due_on, to: paid_on}
public: false
fields:
  - name: uscc
    title: {zh: 统一社会信用代码, en: code}
    format: uscc
    constraints: {required: true}
  - {name: name, title: {zh: 用户名称, en: name}, constraints: {required: true, maxLength: 200}}
  - {name: account, title: {zh: 用户编号, en: account}, constraints: {required: true}}
  - {name: period, title: {zh: 账期, en: period}, constraints: {required: true}}
  - name: amount
    title: {zh: 欠费金额, en: amount}
    type: number
    unit: 万元
    constraints: {required: true, minimum: 0}
  - {name: due_on, title: {zh: 应缴日期, en: due on}, type: date, constraints: {required: true}}
  - {name: paid_on, title: {zh: 缴清日期, en: paid on}, type: date}
row_checks:
  - {kind: ordered, code: Q07, first: due_on, then: paid_on}
"""

pytestmark = pytest.mark.usefixtures("committed_db")


@pytest.fixture
def packs(tmp_path: Path) -> Iterator[Policies]:
    """The shipped packs and the new one."""
    folder = tmp_path / "zhenhai-water"
    (folder / "catalogue").mkdir(parents=True)
    (folder / "pack.yaml").write_text(PACK, "utf-8")
    (folder / "catalogue" / "water-arrears.yaml").write_text(ITEM, "utf-8")
    shipped = tuple(load_pack(path) for path in settings.MINGJIAN_POLICIES)
    pack = load_pack(folder)
    findings = lint_pack(pack, shipped)
    assert not has_errors(findings), findings
    with use(Policies([*shipped, pack])) as standing:
        yield standing


def _filled(rows: list[dict[str, str]]) -> bytes:
    """The generated template, filled in as a liaison would."""
    book = openpyxl.load_workbook(io.BytesIO(template("water-arrears", TODAY)))
    sheet = book.worksheets[0]
    titles = {str(cell.value).rstrip("* "): cell.column or 0 for cell in sheet[1]}
    for offset, row in enumerate(rows):
        for title, value in row.items():
            sheet.cell(row=3 + offset, column=titles[title], value=value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _row(account: str, amount: str, code: str = CODE) -> dict[str, str]:
    return {
        "统一社会信用代码": code,
        "用户名称": NAME,
        "用户编号": account,
        "账期": "2026-09",
        "欠费金额": amount,
        "应缴日期": "2026-10-15",
    }


def _taken_in(content: bytes) -> Submission:
    submission = receive(
        io.BytesIO(content),
        filename="用水欠费.xlsx",
        item="water-arrears",
        unit_id=UNIT,
        actor=SYSTEM,
        via=Via.WEB,
    )
    run(submission.pk)
    submission.refresh_from_db()
    return submission


@pytest.mark.usefixtures("packs")
def test_from_template_to_check_without_any_code() -> None:
    submission = _taken_in(
        _filled([_row("A1", "0.35"), _row("A2", "-1"), _row("A3", "0.1", "不明")])
    )
    assert submission.stage == "posted", submission.problem
    # The negative amount goes back; an adverse row without a valid code becomes a question or goes
    # back, but is never linked.
    assert (submission.rows, submission.good, submission.new) == (3, 1, 1)
    _assert_check_tells("water-arrears")
    _assert_page_shows("用水欠费")
    _assert_api_names("water-arrears")


def _assert_check_tells(item: str) -> None:
    client = open_client("示例系统", UNIT)
    allow_checks(client, "licensing", [item])
    seal_once()  # without a freshly sealed log there is no answer (law 6)
    answer = Browser().post(
        "/api/v1/checks",
        {"code": CODE, "matter": "licensing", "purpose": "decision", "case": "示例1"},
        content_type="application/json",
        headers={"Authorization": f"Bearer {issue_key(client)}"},
    )
    assert answer.status_code == 201, answer.content
    assert [record["item"] for record in answer.json()["records"]] == [item]


def _signed_in() -> Browser:
    account = open_account("water", "示例", UNIT, password="mingjian-test-1")  # noqa: S106 - a test's own
    give_role(account, "liaison", by=system("test"))
    browser = Browser()
    browser.force_login(account)
    return browser


def _assert_page_shows(title: str) -> None:
    page = _signed_in().get("/catalogue/water-arrears/")
    assert page.status_code == 200
    assert title in page.content.decode()


def _assert_api_names(item: str) -> None:
    client = open_client("示例报送", UNIT)
    allow_sending(client, [item])
    headers = {"Authorization": f"Bearer {issue_key(client)}"}
    listed = Browser().get("/api/v1/items", headers=headers)
    assert item in {each["id"] for each in listed.json()}
    made = Browser().get(f"/api/v1/items/{item}/template", headers=headers)
    assert made.status_code == 200
