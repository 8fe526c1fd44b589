"""The form by which the credit office writes who took over from a subject."""

import pytest
from django.test import Client

from mingjian.evidence.read import entries
from mingjian.policy.standing import policies
from mingjian.registry.models import Succession
from web import proceedings, world
from web.conftest import SignIn

ADDRESS = f"/subjects/{world.CODE}/succeed/"
GIVEN = {
    "successor": world.OTHER_CODE,
    "on": "2026-03-02",
    "reason": "merger",
    "basis": "示例登记通知书〔2026〕1号",
}
pytestmark = pytest.mark.usefixtures("sealed", "subject", "other")


@pytest.fixture
def other(db: None) -> int:  # noqa: ARG001 - it opens the database
    return world.register(world.OTHER_CODE, "示例制造有限公司")


@pytest.fixture
def office(signed_in: SignIn) -> Client:
    return signed_in("credit_office", proceedings.OFFICE)


def page(client: Client, address: str) -> str:
    response = client.get(address, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_the_office_comes_from_the_subjects_page_and_goes_back(office: Client) -> None:
    assert f'href="{ADDRESS}"' in page(office, f"/subjects/{world.CODE}/")
    assert world.NAME in page(office, ADDRESS)
    response = office.post(ADDRESS, GIVEN)
    assert response.headers["Location"] == f"/subjects/{world.CODE}/"
    (entry,) = entries(kind="subject.succeeded")
    assert entry.body["basis"] == GIVEN["basis"]
    before, after = (page(office, f"/subjects/{c}/") for c in (world.CODE, world.OTHER_CODE))
    for text in ("承继主体", "示例制造有限公司", "2026-03-02", "合并"):
        assert text in before, text
    for text in ("前身", world.NAME, "记录仍在其报送时所属的主体名下"):
        assert text in after, text


def test_nobody_else_is_offered_it(signed_in: SignIn) -> None:
    for role in ("liaison", "clerk", "auditor", "unit_head"):
        client = signed_in(role)
        assert ADDRESS not in page(client, f"/subjects/{world.CODE}/"), role
        assert client.get(ADDRESS).status_code == 403
        assert client.post(ADDRESS, GIVEN).status_code == 403
    assert not Succession.objects.exists()


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({"successor": world.CODE}, 422, "主体不能承继自己"),
        ({"successor": "91330299MA0000000X"}, 404, "没有代码为"),
        ({"on": "2099-01-01"}, 422, "日期晚于今日"),
        ({"on": "2010-01-01"}, 422, "早于其中一方的成立日期"),
        ({"reason": "marriage"}, 422, "marriage"),
        ({"basis": ""}, 422, "有内容需要补充或更正"),
    ],
)
def test_what_stands_in_the_way_is_said_and_what_was_typed_stays(
    office: Client, changes: dict[str, str], status: int, words: str
) -> None:
    response = office.post(ADDRESS, GIVEN | changes)
    shown = response.content.decode()
    assert (response.status_code, words in shown) == (status, True)
    assert 'class="fault"' in shown
    assert (GIVEN | changes)["successor"] in shown
    assert not Succession.objects.exists()


def test_twice_is_a_conflict(office: Client) -> None:
    office.post(ADDRESS, GIVEN)
    response = office.post(ADDRESS, GIVEN)
    assert response.status_code == 409
    assert "此承继已经登记" in response.content.decode()
    assert Succession.objects.count() == 1


@pytest.mark.parametrize("code", ["nonsense", "91330299MA0000000X"])
def test_of_nobody_there_is_no_form(office: Client, code: str) -> None:
    assert office.get(f"/subjects/{code}/succeed/").status_code == 404


def test_the_receipt_of_a_check_names_the_successor(office: Client, signed_in: SignIn) -> None:
    clerk = signed_in("clerk")
    asked = {"matter": policies().matters()[0].id, "purpose": policies().purposes()[0].id}
    asked |= {"case": "示办2026-1", "on": "2026-04-01"}
    earlier = clerk.post("/check/", {**asked, "code": world.CODE}).headers["Location"]
    office.post(ADDRESS, GIVEN)
    assert "已由其他主体承继" not in page(clerk, earlier)
    assert "与日志中的摘要不符" not in page(clerk, earlier)
    before = page(clerk, clerk.post("/check/", {**asked, "code": world.CODE}).headers["Location"])
    assert "已由其他主体承继" in before
    assert f"/subjects/{world.OTHER_CODE}/" in before
    asked |= {"code": world.OTHER_CODE}
    after = page(clerk, clerk.post("/check/", asked).headers["Location"])
    assert "已由其他主体承继" not in after
