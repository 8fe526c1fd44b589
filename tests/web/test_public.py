"""The public portal in the browser of somebody nobody knows."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from effects import world as effects
from mingjian.effects.announce import announce
from mingjian.effects.dispute import dispute
from mingjian.effects.enter import enter
from mingjian.effects.publish import publish_record
from mingjian.effects.repair import repair
from mingjian.effects.target import Target
from mingjian.evidence.models import EntryRow as LogEntry
from papers.making import WHO, subject
from registry.register import code
from web import world
from web.conftest import SignIn

pytestmark = pytest.mark.usefixtures("told")
HOME, LIST = "/public/", "/public/published/"
PAGES = (HOME, LIST)


@pytest.fixture
def told(db: None) -> None:  # noqa: ARG001 - it opens the database
    effects.tell()


@pytest.fixture
def fine() -> Target:
    """A published penalty of organisation 1."""
    record = effects.penalty()
    publish_record(effects.publishing(record))
    return Target("record", str(record))


def page(address: str, **asked: str) -> str:
    response = Client().get(address, asked)
    assert response.status_code == 200, address
    return response.content.decode()


def rows(text: str) -> int:
    return text.count('<th scope="row"')


def test_everybody_sees_what_is_published_and_how_to_contest_it(fine: Target) -> None:
    assert rows(page(LIST)) == 1
    text = page(f"/public/{code(1)}/")
    for part in ("《示例法》第一条", "示罚〔2026〕1号", "改正后移出", "可以申请复议"):
        assert part in text
    for procedure in ("objection", "repair"):
        opened = reverse("case-open", args=[procedure])
        assert f'{opened}?about=record&amp;id={fine.id}"' in text
        assert "/sign-in/" in Client().get(opened, {"about": "record", "id": fine.id})["Location"]
    assert "有异议" not in text
    dispute(fine, 1, on=timezone.localdate(), actor=WHO)
    assert "有异议" in page(f"/public/{code(1)}/")
    assert "有异议" in page(LIST)


def test_what_is_repaired_is_gone_at_once(fine: Target) -> None:
    repair(fine, effects.end())
    assert rows(page(LIST)) == 0
    assert "没有符合条件的公示信息" in page(LIST)
    assert "示罚〔2026〕1号" not in page(f"/public/{code(1)}/")


def test_no_page_names_a_person(fine: Target) -> None:
    person, card = "示例某某人", "330299199001010000"
    effects.penalty(key="示罚〔2026〕9号", CF_FRDB=person, CF_FR_SFZH=card, CF_SY=f"{person}所为")
    for text in (page(HOME, q=code(1)), page(LIST), page(f"/public/{code(1)}/")):
        assert person not in text
        assert card not in text
    assert fine.id


def test_an_individual_business_is_not_found_and_looks_like_nobody() -> None:
    subject(1, "92")
    known = Client().get(f"/public/{code(1, '92')}/")
    unknown = Client().get(f"/public/{code(7)}/")
    assert known.status_code == unknown.status_code == 404
    plain = re.compile(r'value="[^"]*"')
    assert plain.sub("", known.content.decode()) == plain.sub("", unknown.content.decode())


@pytest.mark.parametrize("address", [*PAGES, f"/public/{code(1)}/"])
def test_nothing_is_written_logged_or_kept_by_others(address: str, fine: Target) -> None:
    assert fine.id
    before = LogEntry.objects.count()
    response = Client().get(address, {"q": "示例"})
    assert LogEntry.objects.count() == before
    assert response["Cache-Control"] == "private, no-cache"
    assert "Cookie" in response["Vary"]
    assert response["X-Robots-Tag"] == "noindex, noarchive"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    for write in ("post", "put", "patch", "delete"):
        assert getattr(Client(), write)(address).status_code == 405


HOSTILE = (
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "%00",
    "\u202e示例",
    "9" * 5000,
    "../../etc/passwd",
    "🙂" * 60,
)


@pytest.mark.parametrize("said", HOSTILE)
def test_whatever_is_asked_is_only_text(said: str, fine: Target) -> None:
    assert fine.id
    for address in PAGES:
        for name in ("q", "tab", "unit", "listing", "sort", "page"):
            text = page(address, **{name: said})
            assert "<script>alert" not in text
    found = page(LIST, q="' OR 1=1 --")
    assert rows(found) == 0


def test_pages_are_short_and_a_huge_one_is_the_last() -> None:
    for n in range(30):
        publish_record(effects.publishing(effects.penalty(key=f"示罚〔2026〕{n}号")))
    assert rows(page(LIST)) == 25
    for asked in ("2", "99999999999999999999", "-1"):
        assert rows(page(LIST, page=asked)) in {5, 25}
    assert rows(page(LIST, page="9" * 30)) == 5
    assert rows(page(LIST, per_page="10000", limit="10000")) == 25


def test_tabs_filters_and_order(fine: Target) -> None:
    about = subject(2)
    made = enter(effects.listing(effects.heard(about), list_id="X-RED"))
    announce([made.id], timezone.localdate(), actor=WHO)
    assert fine.id
    assert rows(page(LIST)) == 2
    assert code(2) in page(LIST, tab="red")
    assert code(1) not in page(LIST, tab="red")
    assert rows(page(LIST, q=code(1))) == 1
    assert rows(page(LIST, unit=made.unit_id)) >= 1
    first, second = page(LIST, sort="name"), page(LIST, sort="-name")
    assert first.index(code(1)) < first.index(code(2))
    assert second.index(code(1)) > second.index(code(2))


def test_the_home_page_finds_and_says_when_it_cannot(fine: Target) -> None:
    assert fine.id
    assert f"/public/{code(1)}/" in page(HOME, q="示例1号有限公司")
    assert "没有找到" in page(HOME, q=code(9))
    assert "至少输入" in page(HOME, q="示")


@pytest.mark.parametrize("role", [*world.ROLES, ""])
def test_every_role_sees_the_same_as_nobody(signed_in: SignIn, fine: Target, role: str) -> None:
    assert fine.id
    assert rows(signed_in(role).get(LIST).content.decode()) == rows(page(LIST)) == 1


def test_the_day_decides(fine: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    assert fine.id
    over = effects.decided().replace(year=effects.decided().year + 2)
    for day, expected in ((over, 0), (date(2020, 1, 1), 0)):
        monkeypatch.setattr("mingjian.web.screens.public.timezone.localdate", lambda at=day: at)
        assert rows(page(LIST)) == expected
