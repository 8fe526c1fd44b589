"""Every page at 360 and 1280 pixels: axe finds nothing, nothing sticks out, nothing goes wrong.

With MINGJIAN_SCREENS=docs/screens the pictures for the handbook are taken on the way.
"""

import os
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page

from browser.conftest import (
    CLERK,
    ENGLISH_LIAISON,
    ENGLISH_READER,
    HEAD,
    LIAISON,
    OFFICE,
    ORGANISATION,
    OpenPage,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WIDTHS = (360, 1280)
# What the document of a tax office says of a taxpayer of grade A.
GRADE_A = {
    "issuer": "示例税务局",
    "decided_on": "2026-03-02",
    "served_on": "2026-03-04",
    "law": "示例办法",
    "article": "第三条",
    "text_version": "2025-07-01",
    "exit": "重新评价",
    "remedy": "向认定机关提出",
}
HTTP_FORBIDDEN = 403
TALLEST = 1800
SCREENS = os.environ.get("MINGJIAN_SCREENS")
# Name of the page, who looks at it, its address; `first:` follows the first link of each form,
# `step:` goes to the first step that is open to the reader in one of the cases listed.
PAGES = [
    ("sign-in", "", "/sign-in/"),
    ("home", LIAISON, "/"),
    ("desk", LIAISON, "/desk/"),
    ("submissions", LIAISON, "/submissions/"),
    ("submission", LIAISON, "first:/submissions/ /submissions/\\d+/"),
    ("questions", OFFICE, "/questions/?show=every"),
    ("question", OFFICE, "first:/questions/?show=every /questions/\\d+/"),
    ("service-days", LIAISON, "/served/"),
    ("service-recorded", LIAISON, "/served/?tab=recorded"),
    ("service-sheet", LIAISON, "first:/served/ /served/sheets/\\d+/"),
    ("late", LIAISON, "/late/"),
    ("office", OFFICE, "/office/"),
    ("subjects", OFFICE, "/subjects/?q=有限公司"),
    ("subject", OFFICE, "first:/subjects/?q=有限公司 /subjects/\\w{18}/"),
    (
        "succeed",
        OFFICE,
        "first:/subjects/?q=有限公司 /subjects/\\w{18}/ /subjects/\\w{18}/succeed/",
    ),
    (
        "subject-code",
        OFFICE,
        "first:/subjects/?q=有限公司 /subjects/\\w{18}/ /subjects/\\w{18}/code/",
    ),
    ("returned-codes", OFFICE, "/codes/"),
    ("check", CLERK, "/check/"),
    ("batches", CLERK, "/batches/"),
    ("batch", CLERK, "first:/batches/ /batches/\\d+/"),
    ("owed", CLERK, "/owed/"),
    ("owed-sheet", CLERK, "first:/owed/ /owed/sheets/\\d+/"),
    ("owed-office", OFFICE, "/owed/"),
    ("owed-remind", OFFICE, "first:/owed/ /owed/.+/remind/"),
    ("joint", OFFICE, "/joint/"),
    ("catalogue", LIAISON, "/catalogue/"),
    ("item", LIAISON, "/catalogue/penalty/"),
    ("log", OFFICE, "/log/"),
    ("entry", OFFICE, "/log/entries/1/"),
    ("access", OFFICE, "/access/"),
    ("cases", LIAISON, "/cases/"),
    ("case", OFFICE, "first:/cases/ /cases/\\d+/"),
    ("case-repair", OFFICE, "first:/cases/?kind=repair /cases/\\d+/"),
    ("case-step", LIAISON, "step:/cases/?tab=unit"),
    ("determine", LIAISON, "/cases/determine/"),
    ("determine-basis", LIAISON, "/cases/determine/?page=basis"),
    ("determine-review", LIAISON, "/cases/determine/?page=review"),
    ("case-open", LIAISON, "/cases/open/rectification/?about=subject&id=1"),
    ("figures", OFFICE, "/cases/statistics/"),
    ("lists", OFFICE, "/lists/"),
    ("list", OFFICE, "/lists/B20/"),
    ("list-file", LIAISON, "/lists/R02/file/"),
    ("list-entry", OFFICE, "first:/lists/B20/ /lists/entries/\\d+/"),
    ("notices", HEAD, "/notices/"),
    ("notice", ORGANISATION, "first:/notices/ /notices/\\d+/"),
    ("trainings", OFFICE, "/training/"),
    ("training", OFFICE, "first:/training/ /training/\\d+/"),
    ("my-file", ORGANISATION, "/mine/"),
    ("my-cases", ORGANISATION, "/mine/cases/"),
    ("my-repair", ORGANISATION, "first:/mine/ /mine/repair/.+"),
    ("public-home", "", "/public/?q=示例"),
    ("public-published", "", "/public/published/"),
    ("public-licences", "", "/public/licences/"),
    ("public-organisation", "", "first:/public/published/ /public/\\w{18}/"),
    ("refused", CLERK, "/office/"),
    ("not-found", CLERK, "/nowhere/"),
]

NOT_READ = {"sign-in", "item", "succeed", "subject-code", "owed-remind"}
"""To these no link leads a reader without further rights."""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("name", "username", "address"), PAGES, ids=[page[0] for page in PAGES])
def test_page(open_page: OpenPage, name: str, username: str, address: str, width: int) -> None:
    page = open_page(username, width)
    complaints = _listen(page)
    _go(page, address)
    assert page.locator("h1").count() == 1
    _assert_axe_finds_nothing(page)
    _assert_nothing_sticks_out(page, width)
    assert [text for text in complaints if "404" not in text and "403" not in text] == []
    _take_picture(page, f"{name}-{width}")


@pytest.mark.parametrize(
    ("username", "address"), [(ENGLISH_LIAISON, "/desk/"), (ENGLISH_READER, "/log/")]
)
def test_large_type_and_english_hold_at_both_widths(
    open_page: OpenPage, username: str, address: str
) -> None:
    for width in WIDTHS:
        page = open_page(username, width)
        page.goto(address)
        page.locator("button[name=type]").click()
        _in_english(page)
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.locator("html").get_attribute("data-type") == "large"
        _assert_axe_finds_nothing(page)
        _assert_nothing_sticks_out(page, width)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_check_from_the_search_to_the_receipt(open_page: OpenPage, width: int) -> None:
    page = open_page(CLERK, width)
    _go(page, "first:/subjects/?q=有限公司 /subjects/\\w{18}/")
    page.get_by_role("link", name="信用核查").last.click()
    page.locator("#id_matter").select_option(index=1)
    page.locator("#id_purpose").select_option(index=1)
    page.locator("#id_case").fill("示办〔2026〕1号")
    page.locator("main form[method=post] button[type=submit]").first.click()
    page.wait_for_url("**/check/*-*/")
    _assert_axe_finds_nothing(page)
    _assert_nothing_sticks_out(page, width)
    _take_picture(page, f"receipt-{width}")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_versions_of_a_record(open_page: OpenPage, width: int) -> None:
    page = open_page(OFFICE, width)
    _go(page, "first:/subjects/?q=有限公司 /subjects/\\w{18}/")
    page.get_by_role("link", name="历次版本").first.click()
    page.wait_for_url("**/records/*/")
    _assert_axe_finds_nothing(page)
    _assert_nothing_sticks_out(page, width)
    _take_picture(page, f"record-{width}")


@pytest.mark.parametrize("width", WIDTHS)
def test_an_entry_of_another_issuer_from_its_document_to_the_portal(
    open_page: OpenPage, width: int
) -> None:
    page = open_page(LIAISON, width)
    page.goto("/subjects/?q=有限公司")
    code = _links(page, r"/subjects/\w{18}/")[WIDTHS.index(width)].split("/")[2]
    page.goto("/lists/R01/file/")
    for name, text in (GRADE_A | {"code": code, "number": f"示税〔2026〕{width}号"}).items():
        page.locator(f"#id_{name}").fill(text)
    page.locator("#id_how").select_option("publication")
    page.locator("#id_file").set_input_files(
        {"name": "示例.pdf", "mimeType": "application/pdf", "buffer": b"x"}
    )
    page.locator("main form[method=post] button[type=submit]").first.click()
    page.wait_for_url("**/lists/entries/*/")
    page.get_by_role("link", name="登记公布").click()
    _assert_axe_finds_nothing(page)
    _assert_nothing_sticks_out(page, width)
    _take_picture(page, f"list-publish-{width}")
    page.locator("#id_on").fill(GRADE_A["served_on"])
    page.locator("#id_where").fill("示例公告")
    page.locator("main form[method=post] button[type=submit]").first.click()
    page.wait_for_url("**/lists/entries/*/")
    page.goto(f"/public/{code}/")
    assert "A级纳税人" in page.locator("main").inner_text()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_code_is_returned_found_in_the_list_and_kept(open_page: OpenPage, width: int) -> None:
    page = open_page(OFFICE, width)
    page.goto("/subjects/?q=有限公司")
    page.goto(_links(page, r"/subjects/\w{18}/")[WIDTHS.index(width)] + "code/")
    page.locator("#id_flag").select_option("duplicate")
    _mark(page, "2026-03-02", "示例重错码清单〔2026〕1号", "示例：与另一主体重复")
    _looked_over(page, f"subject-returned-{width}", width)
    page.goto("/codes/")
    _looked_over(page, f"returned-codes-{width}", width)
    page.locator("td a[href$='/code/']").first.click()
    _looked_over(page, f"code-settle-{width}", width)
    page.locator("#id_outcome").select_option("kept")
    _mark(page, "2026-03-09", "示例核实函〔2026〕2号", "示例：证照无误")
    assert "核实保留" in page.locator("main").inner_text()


def _mark(page: Page, on: str, basis: str, reason: str) -> None:
    for name, text in (("on", on), ("basis", basis), ("reason", reason)):
        page.locator(f"#id_{name}").fill(text)
    page.locator("main form[method=post] button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"/subjects/\w{18}/$"))


def _looked_over(page: Page, name: str, width: int) -> None:
    _assert_axe_finds_nothing(page)
    _assert_nothing_sticks_out(page, width)
    _take_picture(page, name)


def test_every_page_speaks_english(open_page: OpenPage) -> None:
    """Headings, labels and buttons; what departments filed stays as it was filed."""
    page = open_page(ENGLISH_READER)
    _in_english(page)
    for name, _username, address in PAGES:
        # A step is offered to whom it falls to; some pages are the credit office's alone.
        if name in NOT_READ or address.startswith("step:"):
            continue
        if _refuses(page, address):
            continue
        _go(page, address)
        # The heading of a letter is the paper's own: papers are written in Chinese.
        headings = "h2:not(.letter-title), th[scope=col], label"
        words = page.locator(f"{headings}, button:not([lang]), nav.side a")
        chinese = [text for text in words.all_inner_texts() if re.search("[\u4e00-\u9fff]", text)]
        assert [text for text in chinese if "示例" not in text] == [], name


def _in_english(page: Page) -> None:
    """Chosen once, it stays with the account."""
    switch = page.locator("button[name=language][value=en]")
    if switch.count():
        switch.click()
    assert page.locator("html").get_attribute("lang") == "en"


def _refuses(page: Page, address: str) -> bool:
    """Whether the reader's role does not open this page."""
    return (
        page.request.get(address.removeprefix("first:").removeprefix("step:").split(" ")[0]).status
        == HTTP_FORBIDDEN
    )


def _listen(page: Page) -> list[str]:
    """What the browser complains about: errors of scripts, of the content security policy."""
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(message.text)

    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


def _go(page: Page, address: str) -> None:
    if address.startswith("step:"):
        _go_to_a_step(page, address.removeprefix("step:"))
        return
    if not address.startswith("first:"):
        page.goto(address)
        return
    where, *forms = address.removeprefix("first:").split(" ")
    page.goto(where)
    for form in forms:
        page.goto(_links(page, form)[0])


def _go_to_a_step(page: Page, desk: str) -> None:
    page.goto(desk)
    for case in _links(page, r"/cases/\d+/"):
        page.goto(case)
        steps = _links(page, r"/cases/\d+/steps/.+")
        if steps:
            page.goto(steps[0])
            return
    raise AssertionError("no step is open to this reader")


def _links(page: Page, form: str) -> list[str]:
    links = page.locator("main a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return [link for link in links if re.fullmatch(form, link)]


def _assert_axe_finds_nothing(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def _assert_nothing_sticks_out(page: Page, width: int) -> None:
    wide: int = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width


def _take_picture(page: Page, name: str) -> None:
    """The page from its top, at most two screens of it; only when pictures are wanted."""
    if not SCREENS:
        return
    folder = Path(SCREENS)
    folder.mkdir(parents=True, exist_ok=True)
    size, tall = page.viewport_size, page.evaluate("document.documentElement.scrollHeight")
    assert size is not None
    page.set_viewport_size({"width": size["width"], "height": min(tall, TALLEST)})
    page.screenshot(path=folder / f"{name}.png")
