"""Lists, the wizard of a determination, an organisation's own pages, notices, training, figures."""

from datetime import date

import pytest
from django.test import Client

from cases.world import at
from mingjian.accounts.models import Account
from mingjian.cases.doing import Doing, Opening
from mingjian.cases.models import Case
from mingjian.cases.open_case import open_case
from mingjian.cases.take import take
from mingjian.evidence.append import append
from mingjian.kernel.verdict import Met
from mingjian.papers.jobs import mail
from mingjian.policy.standing import policies
from web import proceedings, world
from web.proceedings import OFFICE, UNIT

pytestmark = pytest.mark.usefixtures("sealed")
WIZARD = "/cases/determine/"
TYPED = {
    "list": {"list": proceedings.LIST},
    "subject": {"code": world.CODE},
    "basis": {**proceedings.LAW, "facts": "示例事实"},
    "evidence": {"text": "示例证据"},
    "terms": {"exit": proceedings.EXIT, "remedy": proceedings.REMEDY},
}


@pytest.fixture
def one(db: None) -> int:  # noqa: ARG001 - it opens the database
    return world.register()


def browser(account: Account) -> Client:
    made = Client()
    made.force_login(account)
    return made


def of(role: str, unit_id: str = UNIT) -> Client:
    return browser(proceedings.account(role, unit_id))


def page(client: Client, address: str, **asked: str) -> str:
    response = client.get(address, asked)
    assert response.status_code == 200, address
    return response.content.decode()


def fill(client: Client, *pages: str) -> None:
    for name in pages:
        assert client.post(f"{WIZARD}?page={name}", TYPED[name]).status_code == 302, name


@pytest.mark.usefixtures("one")
@pytest.mark.parametrize("missing", TYPED)
def test_the_wizard_is_not_finished_without_what_the_law_demands(missing: str) -> None:
    client = of("liaison")
    fill(client, *(name for name in TYPED if name != missing))
    shown = page(client, f"{WIZARD}?page=review")
    assert "disabled" in shown
    assert f'href="?page={missing}"' in shown
    assert client.post(f"{WIZARD}?page=review").status_code == 422
    assert not Case.objects.exists()


@pytest.mark.usefixtures("one")
def test_the_wizard_keeps_what_was_typed_and_opens_the_case() -> None:
    client = of("liaison")
    fill(client, *TYPED)
    assert proceedings.EXIT in page(client, f"{WIZARD}?page=terms")
    assert world.CODE in page(client, f"{WIZARD}?page=subject")
    response = client.post(f"{WIZARD}?page=review")
    shown = page(client, response.headers["Location"])
    for text in ("已提出", "示例事实", proceedings.EXIT, proceedings.REMEDY, "36"):
        assert text in shown, text
    assert "disabled" in page(client, f"{WIZARD}?page=review")


def test_evidence_about_another_organisation_counts_no_more(one: int) -> None:
    world.register(world.OTHER_CODE, "示例制造有限公司")
    client = of("liaison")
    fill(client, *TYPED)
    client.post(f"{WIZARD}?page=subject", {"code": world.OTHER_CODE})
    assert client.post(f"{WIZARD}?page=review").status_code == 422
    assert not Case.objects.filter(subject_id=one).exists()


@pytest.mark.parametrize("wrong", ["123", world.OTHER_CODE, ""])
@pytest.mark.usefixtures("one")
def test_a_code_nobody_holds_is_refused(wrong: str) -> None:
    assert of("liaison").post(f"{WIZARD}?page=subject", {"code": wrong}).status_code == 422


@pytest.mark.usefixtures("one")
def test_only_lists_that_may_be_entered_can_be_chosen_the_others_say_why() -> None:
    client, today = of("liaison"), date.today()  # noqa: DTZ011 - the day of the packs
    shown, known = page(client, WIZARD), policies()
    for found in known.lists(today):
        decider = known.deciders(found.id, today)
        may = found.part == "decides" and isinstance(found.may_list(today), Met)
        may = may and (not decider or any(one.includes(UNIT) for one in decider))
        assert (f'value="{found.id}"' in shown) is may, found.id
        response = client.post(f"{WIZARD}?page=list", {"list": found.id})
        assert response.status_code == (302 if may else 422), found.id


def test_every_list_is_shown_with_its_colour_and_historic_ones_as_history(one: int) -> None:
    proceedings.decided(one)
    client = of("credit_office", OFFICE)
    shown = page(client, "/lists/")
    for found in policies().every_list():
        assert f'href="/lists/{found.id}/"' in shown, found.id
    historic = next(found for found in policies().every_list() if found.status == "historic")
    assert "不得列入任何主体" in page(client, f"/lists/{historic.id}/")
    assert client.get("/lists/nonsense/").status_code == 404


@pytest.mark.parametrize(
    ("day", "asked", "there"),
    [
        ("2026-03-20", {}, True),
        ("2026-03-20", {"standing": "in_force"}, True),
        ("2026-03-20", {"standing": "ended"}, False),
        ("2029-03-18", {"standing": "ended"}, True),
        ("2029-03-18", {"standing": "in_force"}, False),
        ("2026-03-20", {"q": world.CODE}, True),
        ("2026-03-20", {"q": world.OTHER_CODE}, False),
        ("2026-03-20", {"unit": "zhenhai-finance"}, False),
    ],
)
def test_the_entries_of_a_list_by_filter_and_day(
    one: int,
    day: str,
    asked: dict[str, str],
    there: bool,  # noqa: FBT001 - a table
) -> None:
    proceedings.decided(one)
    with at(day):
        shown = page(of("liaison"), "/lists/B20/", **asked)
        assert (f"/lists/entries/{proceedings.entry_of(one)}/" in shown) is there


def test_an_entry_out_of_reach_is_not_found(one: int) -> None:
    proceedings.decided(one)
    address = f"/lists/entries/{proceedings.entry_of(one)}/"
    other = world.register(world.OTHER_CODE, "示例制造有限公司")
    assert of("liaison", "zhenhai-finance").get(address).status_code == 404
    assert browser(proceedings.organisation(other)).get(address).status_code == 404
    assert browser(proceedings.organisation(one)).get(address).status_code == 200


def test_the_own_file_says_what_hurts_until_when_and_who_looked(one: int) -> None:
    proceedings.decided(one)
    known = policies()
    asked = {"case": "示办1", "matter": known.matters()[0].id, "purpose": known.purposes()[0].id}
    body = {"unit": "zhenhai-finance", "outcome": "answered", "asked": asked}
    append("check.asked", actor="client:1", body=body, subject_id=one)
    with at("2026-03-20"):
        shown = page(browser(proceedings.organisation(one)), "/mine/")
    for text in ("2029-03-18", "示例法", proceedings.EXIT, proceedings.REMEDY, "示办1", "提出异议"):
        assert text in shown, text
    with at("2029-03-18"):
        assert "没有对您不利的信息" in page(browser(proceedings.organisation(one)), "/mine/")


def test_another_organisations_things_are_not_found(one: int) -> None:
    proceedings.decided(one)
    asked = {"about": "entry", "id": str(proceedings.entry_of(one))}
    other = browser(proceedings.organisation(world.register(world.OTHER_CODE, "示例制造有限公司")))
    assert other.get("/mine/repair/", asked).status_code == 404
    mine = page(browser(proceedings.organisation(one)), "/mine/repair/", **asked)
    for told in ("已满提前移出的最短期限", "不能判断", "尚不能确定"):
        assert told in mine, told


def test_an_objection_by_the_form_is_marked_at_once(one: int) -> None:
    proceedings.decided(one)
    with at("2026-03-20"):
        client = browser(proceedings.organisation(one))
        number = proceedings.entry_of(one)
        address = f"/cases/open/objection/?about=entry&id={number}"
        assert client.post(address, {"ask_ground": "error"}).status_code == 422
        given = {"ask_ground": "error", "paper_application": "示例异议"}
        assert client.post(address, given).status_code == 302
        assert "有异议，处理中" in page(client, f"/lists/entries/{number}/")
        assert "有异议，处理中" in page(client, "/mine/")
        assert "异议处理" in page(client, "/mine/cases/")


def test_a_receiver_answers_in_its_inbox_and_nobody_else_for_it(one: int) -> None:
    proceedings.decided(one)
    number = proceedings.entry_of(one)
    body = {"unit": "zhenhai-finance", "outcome": "answered", "entries": [number]}
    append("check.asked", actor="client:1", body=body, subject_id=one)
    papers = tuple(proceedings.handed(kind, one) for kind in ("application", "proof"))
    opening = Opening("exit", one, UNIT, "entry", str(number), "apply", doing=Doing(papers=papers))
    case = open_case(opening, proceedings.for_it(one))
    case = take(case.id, "let-out", Doing(reason="示例"), proceedings.actor("unit_head"), seq=1)
    sent = next(n for n in case.history[-1].notices if n.unit_id == "zhenhai-finance")
    address = f"/notices/{sent.id}/"
    client = of("liaison", "zhenhai-finance")
    assert "待回告" in page(client, "/notices/")
    assert of("credit_office", OFFICE).post(address, {"note": "示例"}).status_code == 404
    assert of("liaison").post(address, {"note": "示例"}).status_code == 404
    assert client.post(address, {"note": "已停止使用"}).status_code == 302
    assert client.post(address, {"note": "再次"}).status_code == 404
    assert "已回告" in page(of("credit_office", OFFICE), f"/cases/{case.id}/")


def test_a_mail_that_failed_is_shown_to_the_sender(
    one: int, settings: pytest.FixtureRequest
) -> None:
    settings.EMAIL_BACKEND = "nonsense.Backend"  # type: ignore[attr-defined]  # pytest-django's own
    with at("2026-03-02"):
        case = proceedings.proposed(one)
        doing = Doing(channel="email", email="shili@example.org")
        case = take(case.id, "notify", doing, proceedings.actor("liaison"), seq=1)
    with pytest.raises(ImportError):
        mail(case.history[-1].notices[0].id)
    assert "邮件未送出" in page(of("liaison"), f"/cases/{case.id}/")


def test_training_is_planned_attended_and_certified(one: int) -> None:
    client = of("credit_office", OFFICE)
    ahead = {"title": "示例培训", "held_on": "2099-01-01", "place": "示例地点"}
    assert client.post("/training/", ahead | {"title": ""}).status_code == 422
    with at("2026-05-06"):
        given = ahead | {"held_on": "2026-05-06"}
        address = client.post("/training/", given).headers["Location"]
        assert client.post(address, {"code": world.OTHER_CODE}).status_code == 422
        assert client.post(address, {"code": world.CODE}).status_code == 302
        assert client.post(address, {"code": world.CODE}).status_code == 422
        assert client.post(address, {"certify": str(one)}).status_code == 302
        assert "已发证书" in page(client, address)
    assert "培训证书" in page(browser(proceedings.organisation(one)), "/notices/")


def test_figures_show_targets_beside_and_decide_nothing(one: int) -> None:
    proceedings.decided(one)
    asked = {"since": "2026-01-01", "until": "2026-12-31"}
    shown = page(of("credit_office", OFFICE), "/cases/statistics/", **asked)
    assert "计划任务 14 的目标" in shown
    assert "从不决定任何一件案件" in shown
    assert "名单认定" in shown
