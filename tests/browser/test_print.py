"""Paper is as narrow as a small screen; it keeps its tables all the same."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import mingjian

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STYLES = Path(mingjian.__file__).parent / "web/static/mingjian/mingjian.css"
TABLE = (
    '<table class="table cards"><thead><tr><th>单位</th></tr></thead>'
    '<tbody><tr><td data-label="单位">示例</td></tr></tbody></table>'
)
A4 = 688  # pixels between the margins of a page


def _shown_as(page: Page) -> str:
    shown: str = page.evaluate("getComputedStyle(document.querySelector('table')).display")
    return shown


def test_a_table_is_cards_on_a_small_screen_and_a_table_on_paper(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": A4, "height": 980})
    page.set_content(TABLE)
    page.add_style_tag(path=STYLES)
    assert _shown_as(page) == "block"
    page.emulate_media(media="print")
    assert _shown_as(page) == "table"
    page.close()
