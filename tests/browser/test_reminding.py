"""The office reminds a unit: once a day, so every page is looked at before this."""

import pytest

from browser.conftest import OFFICE, OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_office_reminds_and_sees_that_it_did(open_page: OpenPage) -> None:
    page = open_page(OFFICE)
    page.goto("/owed/")
    page.get_by_role("link", name="催办").first.click()
    page.get_by_role("button", name="发出催办").click()
    page.wait_for_url("**/owed/")
    page.get_by_text("今日已催").wait_for()
