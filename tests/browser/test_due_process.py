"""Acceptance 4: the way of an entry by the hands of everybody who has a part in it.

Proposed and told, stated and examined, decided by a second person, objected to, marked in the next
check, upheld, repaired, gone from checks, answered by whoever had received it. The notice must have
been served on a day before the decision, so the decision is about a case of the generated district
whose notice was served weeks ago; that days pass is shown by the tests of clocks.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from browser.conftest import CLERK, HEAD, LIAISON, OFFICE, ORGANISATION, OpenPage
from running.site import RunningSite

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LIST = "B12"  # one that the district's market regulation decides
COUNTER = "liaison-approval-office"  # of the unit whose clerk checks
NEWCOMER = "organisation-of-the-test"
DISPUTED = "有异议，处理中"
OPEN_ACCOUNT = """
import django, sys
django.setup()
from mingjian.accounts.people import open_organisation_account
from mingjian.registry.find import by_code
found = by_code(sys.argv[1])
open_organisation_account(sys.argv[2], "示例经办人", found.subject_id, password=sys.argv[3])
"""


@dataclass(frozen=True)
class Way:
    """Whom it is about, on which list (its name), by which entry."""

    code: str
    name: str = ""
    entry: str = ""


def test_a_proposal_reaches_the_organisation_which_answers_it(open_page: OpenPage) -> None:
    liaison, head, theirs = open_page(LIAISON), open_page(HEAD), open_page(ORGANISATION)
    theirs.goto("/mine/")
    way = Way(theirs.locator(".lead .mono").inner_text().strip())
    case = _proposed(liaison, way)
    assert not _may(theirs, case, "state")
    _step(liaison, case, "notify")
    assert "自文书送达之日起计算" in liaison.locator("main").inner_text()
    _served(liaison, case)
    assert "事先告知书" in _inbox(theirs)
    _step(theirs, case, "state", paper_statement="示例陈述：情况已改正")
    assert not _may(head, case, "decide")
    _step(liaison, case, "examine", reason="示例：已核实，理由不成立")
    assert not _may(liaison, case, "decide")
    assert _may(head, case, "decide")
    assert "答复书" in _inbox(theirs)


def test_an_entry_is_decided_disputed_and_repaired(open_page: OpenPage, site: RunningSite) -> None:
    liaison, head, office = open_page(LIAISON), open_page(HEAD), open_page(OFFICE)
    clerk, counter = open_page(CLERK), open_page(COUNTER)
    case, way = _told_weeks_ago(liaison)
    _open_account(site, way.code)
    theirs = open_page(NEWCOMER)

    assert way.name not in _checked(clerk, way)
    _step(liaison, case, "examine", reason="示例：已核实，理由不成立")
    given = {"ask_exit": "改正后退出", "ask_remedy": "六十日内复议"}
    _step(head, case, "decide", reason="示例：事实清楚", **given)
    _served(liaison, case)
    assert "决定书" in _inbox(theirs)
    assert way.name in _checked(clerk, way)

    way = Way(way.code, way.name, _entry(theirs, way))
    objection = _opened(theirs, "objection", way, ask_ground="error", paper_application="示例异议")
    assert DISPUTED in _checked(clerk, way)
    _step(office, objection, "accept")
    _step(office, objection, "reject", reason="示例：名单信息无误")
    assert way.name in (answer := _checked(clerk, way))
    assert DISPUTED not in answer

    papers = dict.fromkeys(("paper_application", "paper_pledge", "paper_proof"), "示例材料")
    repair = _opened(theirs, "repair", way, **papers)
    _step(office, repair, "push")
    _step(head, repair, "grant", reason="示例：已改正并履行")
    assert way.name not in _checked(clerk, way)
    theirs.goto("/mine/")
    assert theirs.locator(".effects a", has_text=way.name).count() == 0

    assert "待回告" in _receivers(office, repair)
    _answered(counter)
    assert "待回告" not in _receivers(office, repair)


def _told_weeks_ago(page: Page) -> tuple[str, Way]:
    """A case of the own unit whose organisation has made its statement."""
    page.goto("/cases/?tab=unit&kind=determination&state=已陈述申辩")
    page.locator("main table tbody th a").first.click()
    page.wait_for_url(re.compile(r"/cases/\d+/$"))
    code = page.locator(".lead .mono").first.inner_text().strip()
    return page.url, Way(code, page.locator('.lead a[href^="/lists/"]').inner_text().strip())


def _open_account(site: RunningSite, code: str) -> None:
    """Somebody who acts for the organisation, with an account of the site."""
    password = site.accounts[LIAISON]
    site.accounts[NEWCOMER] = password
    environment = site.environment() | {"DJANGO_SETTINGS_MODULE": "mingjian.site.settings"}
    words = [sys.executable, "-c", OPEN_ACCOUNT, code, NEWCOMER, password]
    subprocess.run(words, env=environment, check=True)  # noqa: S603 - our own code


def _entry(page: Page, way: Way) -> str:
    page.goto("/mine/")
    link = page.locator(".effects a", has_text=way.name).first.get_attribute("href")
    return str(link).strip("/").split("/")[-1]


def _receivers(page: Page, case: str) -> str:
    page.goto(case)
    return page.locator("section[aria-labelledby=receivers]").inner_text()


def _proposed(page: Page, way: Way) -> str:
    """Through the wizard, which cannot be finished before everything is there; the case."""
    page.goto("/cases/determine/?page=review")
    assert page.locator("main form button[type=submit]").is_disabled()
    page.goto("/cases/determine/")
    page.locator(f'input[name=list][value="{LIST}"]').check()
    for fields in _wizard(way):
        _send(page)
        for name, value in fields.items():
            page.locator(f"#id_{name}").fill(value)
    _send(page)
    _send(page)
    page.wait_for_url(re.compile(r"/cases/\d+/$"))
    return page.url


def _wizard(way: Way) -> Iterator[dict[str, str]]:
    yield {"code": way.code}
    law = {"law": "示例法", "article": "第一条", "text_version": "2021-09-01"}
    yield law | {"facts": "示例事实和理由"}
    yield {"text": "示例证据"}
    yield {"exit": "改正后退出", "remedy": "六十日内复议"}


def _send(page: Page) -> None:
    page.locator("main form[method=post] button[type=submit]").first.click()


def _step(page: Page, case: str, step: str, **fields: str) -> None:
    """By the link of the case's page, filling in what is asked for."""
    page.goto(case)
    page.locator(f'a[href$="/steps/{step}/"]').click()
    page.wait_for_url(f"**/steps/{step}/")
    _filled(page, fields)
    page.wait_for_url(case)


def _filled(page: Page, fields: dict[str, str]) -> None:
    for name, value in fields.items():
        field = page.locator(f"#id_{name}")
        if field.evaluate("it => it.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    _send(page)


def _may(page: Page, case: str, step: str) -> bool:
    page.goto(case)
    return bool(page.locator(f'a[href$="/steps/{step}/"]').count())


def _served(page: Page, case: str) -> None:
    """Record the service of everything that waits for it."""
    page.goto(case)
    while page.locator('a[href*="/served/"]').count():
        page.locator('a[href*="/served/"]').first.click()
        page.locator("#id_how").select_option("direct")
        _send(page)
        page.wait_for_url(case)


def _inbox(page: Page) -> str:
    page.goto("/notices/")
    return (
        page.locator("main table tbody tr").first.inner_text() + page.locator("main").inner_text()
    )


def _checked(page: Page, way: Way) -> str:
    """What a clerk is told of the organisation in the first matter."""
    page.goto(f"/check/?code={way.code}")
    page.locator("#id_matter").select_option(index=1)
    page.locator("#id_purpose").select_option(index=1)
    page.locator("#id_case").fill("示办〔2026〕7号")
    _send(page)
    page.wait_for_url("**/check/*-*/")
    return page.locator("main").inner_text()


def _opened(page: Page, procedure: str, way: Way, **fields: str) -> str:
    page.goto(f"/lists/entries/{way.entry}/")
    page.locator(f'a[href*="/cases/open/{procedure}/"]').click()
    _filled(page, fields)
    page.wait_for_url(re.compile(r"/cases/\d+/$"))
    return page.url


def _answered(page: Page) -> None:
    """The unit that had received it says that it stopped using it."""
    page.goto("/notices/")
    page.locator("section[aria-labelledby=waiting] a").last.click()
    page.locator("#note").fill("示例：已停止使用")
    _send(page)
    page.get_by_text("已回告并记入日志。").wait_for()
