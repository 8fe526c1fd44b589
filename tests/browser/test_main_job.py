"""The main job by a person: send a dirty workbook, get it back in red, correct it, send it."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Page

from browser.conftest import LIAISON, OpenPage
from mingjian.kernel.uscc import CannotCompose, compose

pytestmark = [pytest.mark.browser, pytest.mark.slow]

GOOD, BAD = 3, 2
PROCESSED = 60_000  # milliseconds


def test_only_the_corrected_rows_are_new(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(LIAISON)
    book = _template(page, tmp_path)
    rows = [_row(number) for number in range(GOOD + BAD)]
    _fill(book, [*rows[:GOOD], _with_wrong_code(rows[GOOD]), rows[GOOD + 1] | {"名称": ""}])
    _send(page, book)
    assert _tile(page, "合格并入账") == GOOD
    assert _tile(page, "退回") == BAD
    returned = _download(page, tmp_path)
    assert _red_cells(returned) >= BAD
    _fill(returned, rows)
    _send(page, _through_libreoffice(returned, tmp_path))
    assert _tile(page, "退回") == 0
    assert f"新增 {BAD} · 变更 0 · 未变 {GOOD}" in page.locator("#live").inner_text()


def test_the_keyboard_alone_is_enough(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(LIAISON)
    page.goto("/desk/")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    _tab_to(page, "input[name=item]")
    page.keyboard.press("Space")
    _tab_to(page, "input[type=file]")
    page.locator("input[type=file]").set_input_files(_any_file(tmp_path))
    _tab_to(page, "main form button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/submissions/*/")


def test_escape_closes_the_account_sheet_and_gives_the_focus_back(open_page: OpenPage) -> None:
    page = open_page(LIAISON)
    page.locator(".tools summary").focus()
    page.keyboard.press("Enter")
    assert page.locator(".tools details[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".tools details[open]").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_menu_opens_on_a_small_screen(open_page: OpenPage) -> None:
    page = open_page(LIAISON, 360)
    assert not page.locator("#side").is_visible()
    page.get_by_role("button", name="菜单").click()
    assert page.locator("#side").is_visible()
    page.get_by_role("link", name="数据清单").first.click()
    page.wait_for_url("**/catalogue/")


def test_a_file_can_be_dropped(open_page: OpenPage) -> None:
    page = open_page(LIAISON)
    page.goto("/desk/")
    transfer = page.evaluate_handle(
        "() => { const t = new DataTransfer(); t.items.add(new File(['a'], '示例.csv')); return t }"
    )
    page.locator("[data-drop]").dispatch_event("drop", {"dataTransfer": transfer})
    assert "示例.csv" in page.locator("[data-file-name]").inner_text()
    assert page.evaluate("document.querySelector('#file').files.length") == 1


def _template(page: Page, folder: Path) -> Path:
    page.goto("/desk/")
    with page.expect_download() as waiting:
        page.locator('a[href="/catalogue/market-entity/template/"]').click()
    target = folder / "示例登记.xlsx"
    waiting.value.save_as(target)
    return target


def _row(number: int) -> dict[str, str]:
    return {
        "统一社会信用代码": _code(number),
        "名称": f"示例浏览{number}号有限公司",
        "主体类型": "企业",
        "登记状态": "存续",
        "成立日期": "2015-03-02",
    }


def _code(number: int) -> str:
    """A code of the unassigned division that the generated district does not use."""
    while True:
        try:
            return compose("91", "330299", f"WEB{number:05d}")
        except CannotCompose:
            number += 100


def _with_wrong_code(row: dict[str, str]) -> dict[str, str]:
    code = row["统一社会信用代码"]
    return row | {"统一社会信用代码": code[:-1] + ("1" if code[-1] != "1" else "2")}


def _sheet(book: openpyxl.Workbook) -> tuple[Worksheet, dict[str, int]]:
    """The sheet with the data, and the columns by their titles."""
    for sheet in book.worksheets:
        titles = {str(cell.value or "").rstrip("*"): cell.column for cell in sheet[1]}
        if "统一社会信用代码" in titles:
            return sheet, {title: int(column or 0) for title, column in titles.items()}
    raise AssertionError("no sheet has the column of codes")


def _fill(path: Path, rows: list[dict[str, str]]) -> None:
    book = openpyxl.load_workbook(path)
    sheet, columns = _sheet(book)
    for at, row in enumerate(rows, start=2):
        for column in columns.values():
            sheet.cell(at, column).value = None
        for title, value in row.items():
            sheet.cell(at, columns[title]).value = value
    book.save(path)
    book.close()


def _red_cells(path: Path) -> int:
    book = openpyxl.load_workbook(path)
    sheet, _columns = _sheet(book)
    noted = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.comment]
    book.close()
    return len(noted)


def _send(page: Page, file: Path) -> None:
    page.goto("/desk/")
    page.locator('input[name=item][value="market-entity"]').check()
    page.locator("#file").set_input_files(file)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/submissions/*/")
    page.locator("#live .badge.good").wait_for(timeout=PROCESSED)


def _tile(page: Page, label: str) -> int:
    tile = page.locator("#live .tile").filter(has_text=label).first
    return int(tile.locator("dd").first.inner_text().replace(",", ""))


def _download(page: Page, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.locator('a[href$="/workbook/"]').first.click()
    target = folder / "退回.xlsx"
    waiting.value.save_as(target)
    return target


def _through_libreoffice(file: Path, folder: Path) -> Path:
    """Opened and saved by a real spreadsheet program, as the liaison would."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    saved = folder / "saved"
    home = f"-env:UserInstallation=file://{folder}/office"
    words = [office, home, "--headless", "--convert-to", "xlsx", "--outdir", str(saved), str(file)]
    subprocess.run(words, check=True, capture_output=True, timeout=120)  # noqa: S603 - Debian's own
    return saved / file.name


def _tab_to(page: Page, wanted: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches({wanted!r})"):
            return
    raise AssertionError(f"{wanted} cannot be reached by the keyboard")


def _any_file(folder: Path) -> Path:
    path = folder / "示例.csv"
    path.write_text("统一社会信用代码,名称\n1,示例\n", encoding="utf-8")
    return path
