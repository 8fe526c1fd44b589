"""The counter by a person: a table of codes dropped, checked, taken back; what was decided told."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from python_calamine import CalamineWorkbook

from browser.conftest import CLERK, OpenPage
from running.site import RunningSite

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PROCESSED = 60_000  # milliseconds
MISTYPED = "9133029900000000X"


def test_a_table_of_codes_comes_back_with_its_answers(
    open_page: OpenPage, site: RunningSite, tmp_path: Path
) -> None:
    page = open_page(CLERK, 360)
    page.goto("/batches/")
    page.locator("#file").set_input_files(site.home / "demo" / "batch-check.csv")
    page.locator("#id_matter").select_option("funds")
    page.locator("#id_purpose").select_option("decision")
    page.locator("#id_case").fill("示例资金〔2026〕批2号")
    page.get_by_role("button", name="开始核查").click()
    page.wait_for_url("**/batches/*/")
    # It asks for itself until then.
    page.locator("#live .note.good").wait_for(timeout=PROCESSED)
    assert page.locator("progress").count() == 0
    rows = _downloaded(page, tmp_path)
    results = {str(row[0]): str(row[2]) for row in rows[1:]}
    assert "有现行效果" in results.values()
    assert results[MISTYPED].startswith("代码无效")


def test_what_was_decided_is_told_from_the_list_and_becomes_a_case(open_page: OpenPage) -> None:
    page = open_page(CLERK)
    page.goto("/owed/")
    receipt = page.locator("main a[href$='#feedback']").first
    number = (receipt.get_attribute("href") or "").split("/")[2]
    receipt.click()
    page.locator("#id_outcome").select_option("refused")
    page.get_by_role("button", name="提交反馈").click()
    page.wait_for_url(re.compile(r"/owed/"))  # the browser carries the fragment along
    page.get_by_text("办理结果已反馈").wait_for()
    assert page.locator(f"a[href*='{number}']").count() == 0
    page.goto("/joint/")
    assert page.locator(f"a[href='/check/{number}/']").count() == 1


def _downloaded(page: Page, folder: Path) -> list[list[Any]]:
    with page.expect_download() as download:
        page.get_by_role("link", name="下载结果表").first.click()
    path = folder / "answers.xlsx"
    download.value.save_as(path)
    return list(CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python())
