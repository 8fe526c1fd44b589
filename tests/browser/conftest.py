"""A browser on a running site with a generated district.

The browser lives for one module only: while it is open, its event loop counts as running in this
thread, and Django would refuse to touch the database in the tests that come after.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from running.site import RunningSite

PATIENCE = 10_000  # milliseconds
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
]
HEIGHT = 900
LIAISON, OFFICE, CLERK = "liaison-market-regulation", "office", "clerk"
HEAD, ORGANISATION = "head-market-regulation", "organisation-1"
# The language stays with the account, so what is done in English has its own people.
ENGLISH_LIAISON, ENGLISH_READER = "liaison-approval-office", "auditor"

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def district(tmp_path_factory: pytest.TempPathFactory) -> RunningSite:
    """A small district as `make demo` leaves it. It never runs: a site begins as its copy."""
    made = RunningSite(tmp_path_factory.mktemp("browser") / "home")
    made.home.mkdir()
    made.make_demo("--subjects", "300", "--records", "3000")
    return made


@pytest.fixture(scope="session")
def site(district: RunningSite) -> Iterator[RunningSite]:
    """A site with that district, for all that lives today."""
    with served(district, "site") as running:
        yield running


@contextmanager
def served(district: RunningSite, name: str) -> Iterator[RunningSite]:
    """A copy of the district that runs for the length of the block."""
    running = district.copy(district.home.with_name(name))
    running.start()
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Debian's chromium is not installed")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def open_page(site: RunningSite, browser: Browser) -> Iterator[OpenPage]:
    """A page of its own session; signed in when a user name is given."""
    with pages_of(site, browser) as open_one:
        yield open_one


@contextmanager
def pages_of(site: RunningSite, browser: Browser) -> Iterator[OpenPage]:
    """As `open_page`, on any site."""
    contexts = []

    def open_one(username: str = "", width: int = 1280, locale: str = "zh-CN") -> Page:
        viewport = ViewportSize(width=width, height=HEIGHT)
        context = browser.new_context(base_url=site.url, viewport=viewport, locale=locale)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        if username:
            sign_in(page, username, site.accounts[username])
        return page

    yield open_one
    for context in contexts:
        context.close()


def sign_in(page: Page, username: str, password: str) -> None:
    """As a person does it."""
    page.goto("/sign-in/")
    page.locator("#id_username").fill(username)
    page.locator("#id_password").fill(password)
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/")
