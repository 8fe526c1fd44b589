"""Acceptance 4: the way of an entry by the hands of everybody who has a part in it.

Proposed and told, stated and examined, decided by a second person, published, objected to, marked,
upheld, too early to be repaired; then a year goes by for the whole site, its database among it
(`running.later`); repaired, gone from portal, checks, the own file and the statistics, answered by
whoever had received it. Meanwhile another entry ends by itself, with nobody doing anything.

The notice must have been served on a day before the decision, so the decisions are about cases of
the generated district whose notice was served weeks ago.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from browser.conftest import (
    CLERK,
    HEAD,
    LIAISON,
    OFFICE,
    ORGANISATION,
    OpenPage,
    pages_of,
    served,
)
from running.site import RunningSite

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LIST = "B12"  # one that the district's market regulation decides
COUNTER = "liaison-approval-office"  # of the unit whose clerk checks
# Work safety: its rules let nobody out before twelve months, and the entry holds for three years.
SAFETY, SAFETY_HEAD, SAFETY_LIST = "liaison-emergency", "head-emergency", "B18"
NEWCOMER = "organisation-of-the-test"
DISPUTED = "有异议"
# Beyond the twelve months whatever the months between are. The calendar of that year is not known
# yet, which stops adverse deeds only: what is done on that day is in the organisation's favour.
A_YEAR = 370
WAYS = {"ask_exit": "改正后退出", "ask_remedy": "六十日内复议"}
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
    """Whom it is about, on which list (its name), by which entry and which case of repair."""

    code: str
    name: str = ""
    entry: str = ""
    repair: str = ""


@pytest.fixture(scope="module")
def moving(district: RunningSite) -> Iterator[RunningSite]:
    """A site of its own, since its time goes on and never comes back."""
    with served(district, "moving") as running:
        yield running


def test_a_proposal_reaches_the_organisation_which_answers_it(
    moving: RunningSite, browser: Browser
) -> None:
    with pages_of(moving, browser) as open_page:
        _proposal(open_page)


def test_a_year_of_an_entry_from_its_decision_to_its_repair(
    moving: RunningSite, browser: Browser
) -> None:
    with pages_of(moving, browser) as open_page:
        brief = _listed_for_a_year(open_page)
        way = _decided_and_contested(open_page, moving)
    moving.go_on(A_YEAR)
    with pages_of(moving, browser) as open_page:
        office = open_page(OFFICE)
        _ended_by_itself(open_page, brief)
        before = _figures(office)
        _repaired(open_page, way)
        after = _figures(office)
    assert before["退出"] > 0
    assert {name for name in after if after[name] != before[name]} == {"退出", "修复"}
    assert (after["退出"], after["修复"]) == (before["退出"] + 1, before["修复"] + 1)


def _proposal(open_page: OpenPage) -> None:
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


def _listed_for_a_year(open_page: OpenPage) -> Way:
    """An entry whose decision sets a term of twelve months."""
    liaison, head, public = open_page(LIAISON), open_page(HEAD), open_page()
    case, way = _told_weeks_ago(liaison)
    _step(liaison, case, "examine", reason="示例：已核实，理由不成立")
    _step(head, case, "decide", reason="示例：事实清楚", ask_term_months="12", **WAYS)
    _published(liaison, case)
    assert way.name in _portal(public, way)
    return way


def _decided_and_contested(open_page: OpenPage, site: RunningSite) -> Way:
    """Decided, published, objected to in vain, and repair asked for before its time."""
    liaison, head, office = open_page(SAFETY), open_page(SAFETY_HEAD), open_page(OFFICE)
    clerk, public = open_page(CLERK), open_page()
    case, way = _told_weeks_ago(liaison)
    _open_account(site, way.code)
    theirs = open_page(NEWCOMER)
    assert way.name not in _checked(clerk, way)
    _step(liaison, case, "examine", reason="示例：已核实，理由不成立")
    _step(head, case, "decide", reason="示例：事实清楚", **WAYS)
    assert way.name in _checked(clerk, way)
    assert way.name not in _portal(public, way)
    _published(liaison, case)
    assert "决定书" in _inbox(theirs)
    assert way.name in _portal(public, way)
    way = Way(way.code, way.name, _entry(theirs, way))
    _objected_in_vain(theirs, office, clerk, public, way)
    papers = dict.fromkeys(("paper_application", "paper_pledge", "paper_proof"), "示例材料")
    repair = _opened(theirs, "repair", way, **papers)
    _step(office, repair, "push")
    assert "已满提前移出的最短期限" in _refused(head, repair, "grant", reason="示例：已改正并履行")
    assert way.name in _portal(public, way)
    return Way(way.code, way.name, way.entry, repair)


def _objected_in_vain(theirs: Page, office: Page, clerk: Page, public: Page, way: Way) -> None:
    objection = _opened(theirs, "objection", way, ask_ground="error", paper_application="示例异议")
    assert f"{DISPUTED}，处理中" in _checked(clerk, way)
    assert DISPUTED in _portal(public, way)
    _step(office, objection, "accept")
    _step(office, objection, "reject", reason="示例：名单信息无误")
    for told in (_checked(clerk, way), _portal(public, way)):
        assert way.name in told
        assert DISPUTED not in told


def _ended_by_itself(open_page: OpenPage, way: Way) -> None:
    """Nobody did anything: the day alone ended it."""
    assert way.name not in _portal(open_page(), way)
    assert way.name not in _checked(open_page(CLERK), way)


def _repaired(open_page: OpenPage, way: Way) -> None:
    head, office, theirs = open_page(SAFETY_HEAD), open_page(OFFICE), open_page(NEWCOMER)
    clerk, counter, public = open_page(CLERK), open_page(COUNTER), open_page()
    assert way.name in _portal(public, way)
    assert way.name in _checked(clerk, way)
    on_list = _in_force(office)
    _step(head, way.repair, "grant", reason="示例：已改正并履行，已满一年")
    assert way.name not in _portal(public, way)
    assert way.name not in _checked(clerk, way)
    theirs.goto("/mine/")
    assert theirs.locator(".effects a", has_text=way.name).count() == 0
    assert _in_force(office) == on_list - 1
    assert "待回告" in _receivers(office, way.repair)
    _answered(counter)
    assert "待回告" not in _receivers(office, way.repair)


def _portal(page: Page, way: Way) -> str:
    """What everybody is shown of the organisation."""
    page.goto(f"/public/{way.code}/")
    return page.locator("main").inner_text()


def _published(page: Page, case: str) -> None:
    """Report upward, serve the decision, publish."""
    _step(page, case, "report")
    _served(page, case)
    _step(page, case, "publish")


def _refused(page: Page, case: str, step: str, **fields: str) -> str:
    """What the page says when the step is not taken."""
    page.goto(case)
    page.locator(f'a[href$="/steps/{step}/"]').click()
    page.wait_for_url(f"**/steps/{step}/")
    for name, value in fields.items():
        page.locator(f"#id_{name}").fill(value)
    _send(page)
    return page.locator("main [role=alert]").first.inner_text()


def _in_force(page: Page) -> int:
    """How many are on the list of work safety."""
    page.goto(f"/lists/{SAFETY_LIST}/?standing=in_force")
    return int(page.locator("section[aria-labelledby=entries] header .badge").inner_text())


def _figures(page: Page) -> dict[str, int]:
    """The tiles of the statistics of the day."""
    page.goto("/cases/statistics/")
    tiles = page.locator("dl.tiles .tile")
    names = tiles.locator("dt").all_inner_texts()
    return dict(zip(names, map(int, tiles.locator("dd:not(.hint)").all_inner_texts()), strict=True))


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
    while page.locator('main a[href*="/served/"]').count():
        page.locator('main a[href*="/served/"]').first.click()
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
