"""The case desk reminds of praise that is left of who is on a black list."""

import pytest

from effects import world as effects
from mingjian.effects.enter import enter, leave
from web import world
from web.proceedings import browser
from web.test_case_pages import page

pytestmark = pytest.mark.usefixtures("sealed")
HEADING, ENGLISH = "红名单尚未处理", "praised still"


@pytest.fixture
def black(db: None) -> int:  # noqa: ARG001 - it opens the database
    """An organisation with a red entry, and then a black one; the number of the black."""
    effects.tell()
    given = effects.heard(world.register())
    enter(effects.listing(given, list_id="X-RED"))
    return enter(effects.listing(given)).id


@pytest.mark.parametrize("role", ["liaison", "unit_head", "credit_office"])
def test_the_desk_says_what_is_left_and_where_to_go(role: str, black: int) -> None:
    client = browser(role)
    shown = page(client, "/cases/")
    assert HEADING in shown
    assert "示例贸易有限公司" in shown
    assert "未办移出" in shown
    assert "X-BLACK" in shown
    client.post("/preferences/", {"language": "en"})
    shown = page(client, "/cases/")
    assert ENGLISH in shown
    assert "no removal yet" in shown
    client.post("/preferences/", {"language": "zh-hans"})
    leave(black, effects.end())
    assert HEADING not in page(client, "/cases/")


@pytest.mark.usefixtures("black")
def test_another_unit_and_its_subject_read_nothing_of_it() -> None:
    assert HEADING not in page(browser("liaison", "zhenhai-environment"), "/cases/")


@pytest.mark.usefixtures("black")
def test_a_long_list_is_cut_and_says_how_many_more(monkeypatch: pytest.MonkeyPatch) -> None:
    client = browser("liaison")
    assert "还有" not in page(client, "/cases/")
    monkeypatch.setattr("mingjian.web.praised.MOST", 0)
    shown = page(client, "/cases/")
    assert "还有 1 项，处理后依次列出。" in shown
    assert '<span class="badge warn">1</span>' in shown
    assert "示例贸易有限公司" not in shown
