"""The credit office writes that a code was returned, sees which wait, and settles them."""

import csv
from io import BytesIO, StringIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from mingjian.evidence.read import entries
from mingjian.policy.standing import policies
from mingjian.registry.models import CodeMark, SubjectCode
from registry.register import code
from web import proceedings, world
from web.conftest import SignIn

ADDRESS = f"/subjects/{world.CODE}/code/"
LIST = "/codes/"
GIVEN = {
    "flag": "duplicate",
    "on": "2026-03-02",
    "basis": "示例重错码清单〔2026〕1号",
    "reason": "与另一主体重复",
}
KEPT = {
    "outcome": "kept",
    "on": "2026-03-09",
    "basis": "示例核实函〔2026〕2号",
    "reason": "证照无误",
}
NEW = code(900)
REPLACED = KEPT | {"outcome": "replaced", "replaced_by": NEW}
pytestmark = pytest.mark.usefixtures("sealed", "subject")


@pytest.fixture
def office(signed_in: SignIn) -> Client:
    return signed_in("credit_office", proceedings.OFFICE)


def page(client: Client, address: str) -> str:
    response = client.get(address, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_from_the_subjects_page_it_is_returned_listed_and_kept(office: Client) -> None:
    assert f'href="{ADDRESS}"' in page(office, f"/subjects/{world.CODE}/")
    assert "代码标记沿革" not in page(office, f"/subjects/{world.CODE}/")
    assert "没有待处理的重错码" in page(office, LIST)
    response = office.post(ADDRESS, GIVEN)
    assert response.headers["Location"] == f"/subjects/{world.CODE}/"
    assert [one.body["basis"] for one in entries(kind="code.returned")] == [GIVEN["basis"]]
    shown, listed = page(office, f"/subjects/{world.CODE}/"), page(office, LIST)
    for text in ("重码", "代码标记沿革", "2026-03-02", GIVEN["basis"], GIVEN["reason"]):
        assert text in shown, text
        assert text in listed or text == "代码标记沿革", text
    assert f'href="{ADDRESS}"' in listed
    assert office.post(ADDRESS, KEPT).status_code == 302
    assert "没有待处理的重错码" in page(office, LIST)
    shown = page(office, f"/subjects/{world.CODE}/")
    for text in ("核实保留", KEPT["basis"], GIVEN["basis"], "登记重错码"):
        assert text in shown, text


def test_replaced_it_is_out_of_use_and_the_new_code_leads_to_the_same_file(
    office: Client,
) -> None:
    office.post(ADDRESS, GIVEN)
    assert office.post(ADDRESS, REPLACED).status_code == 302
    shown = page(office, f"/subjects/{NEW}/")
    for text in (world.NAME, world.CODE, "已更换", "更换为", f"/subjects/{NEW}/code/"):
        assert text in shown, text
    assert f'href="{ADDRESS}"' not in shown
    shown = page(office, ADDRESS)
    assert "不能再登记为重错码" in shown
    assert 'name="basis"' not in shown
    assert office.post(ADDRESS, GIVEN).status_code == 422
    assert CodeMark.objects.count() == 2


def test_nobody_else_is_offered_it_and_whoever_reads_the_subject_sees_what_was_said(
    office: Client, signed_in: SignIn
) -> None:
    office.post(ADDRESS, GIVEN)
    for role in ("liaison", "clerk", "auditor", "unit_head", "reviewer"):
        client = signed_in(role)
        shown = page(client, f"/subjects/{world.CODE}/")
        assert ADDRESS not in shown, role
        assert f'href="{LIST}"' not in shown, role
        assert GIVEN["basis"] in shown, role
        assert client.get(ADDRESS).status_code == client.get(LIST).status_code == 403
        assert client.post(ADDRESS, KEPT).status_code == 403
    assert CodeMark.objects.count() == 1


def test_the_organisation_sees_it_in_its_own_file(office: Client, signed_in: SignIn) -> None:
    own = signed_in("organisation")
    assert "被退回为" not in page(own, "/mine/")
    office.post(ADDRESS, GIVEN)
    shown = page(own, "/mine/")
    for text in (f"您的代码 {world.CODE} 被退回为重码", GIVEN["basis"], "已有的不因此撤销"):
        assert text in shown, text
    assert "示例credit_office" not in shown
    office.post(ADDRESS, KEPT)
    shown = page(own, "/mine/")
    assert "被退回为" not in shown
    assert KEPT["basis"] in shown


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"flag": ""}, "有内容需要补充或更正"),
        ({"flag": "in_use"}, "in_use"),
        ({"on": "2099-01-01"}, "日期晚于今日"),
        ({"on": ""}, "有内容需要补充或更正"),
        ({"basis": ""}, "有内容需要补充或更正"),
        ({"basis": " "}, "有内容需要补充或更正"),
        ({"reason": ""}, "有内容需要补充或更正"),
    ],
)
def test_what_stands_in_the_way_of_a_return_is_said_and_what_was_typed_stays(
    office: Client, changes: dict[str, str], words: str
) -> None:
    response = office.post(ADDRESS, GIVEN | changes)
    shown = response.content.decode()
    assert (response.status_code, words in shown, 'class="fault"' in shown) == (422, True, True)
    if "reason" not in changes:
        assert GIVEN["reason"] in shown
    assert not CodeMark.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"outcome": ""}, "有内容需要补充或更正"),
        ({"replaced_by": ""}, "请填写更换后的代码"),
        ({"outcome": "kept"}, "核实保留的，不填写新代码"),
        ({"replaced_by": "x"}, "新代码无效"),
        ({"replaced_by": world.OTHER_CODE}, "另有档案"),
        ({"replaced_by": world.CODE}, "另一个在用代码"),
        ({"on": "2026-03-01"}, "早于该代码上一次标记的日期"),
    ],
)
def test_what_stands_in_the_way_of_a_settling_is_said(
    office: Client, changes: dict[str, str], words: str
) -> None:
    world.register(world.OTHER_CODE, "示例制造有限公司")
    office.post(ADDRESS, GIVEN)
    response = office.post(ADDRESS, REPLACED | changes)
    assert (response.status_code, words in response.content.decode()) == (422, True)
    assert CodeMark.objects.count() == 1
    assert not SubjectCode.objects.filter(code=NEW).exists()


@pytest.mark.parametrize("typed", ["nonsense", code(901)])
def test_of_nobody_there_is_no_form(office: Client, typed: str) -> None:
    assert office.get(f"/subjects/{typed}/code/").status_code == 404


def test_the_list_is_filtered_sorted_and_exported(office: Client) -> None:
    world.register(world.OTHER_CODE, "示例制造有限公司")
    office.post(ADDRESS, GIVEN)
    other = {"flag": "faulty", "on": "2026-02-02", "basis": "=1+1"}
    office.post(f"/subjects/{world.OTHER_CODE}/code/", GIVEN | other)
    for asked, there in {
        "flag=faulty": {world.OTHER_CODE},
        "flag=duplicate": {world.CODE},
        "q=制造": {world.OTHER_CODE},
        "q=清单": {world.CODE},
        f"q={world.CODE}": {world.CODE},
        "flag=unsure": {world.CODE, world.OTHER_CODE},
        "q=不存在": set(),
    }.items():
        shown = page(office, f"{LIST}?{asked}")
        links = {c for c in (world.CODE, world.OTHER_CODE) if f"/subjects/{c}/code/" in shown}
        assert links == there, asked
    assert "没有符合条件的代码" in page(office, f"{LIST}?q=不存在")
    both = (world.CODE, world.OTHER_CODE)
    for asked, (first, last) in {"": both[::-1], "sort=-on": both, "sort=code": both}.items():
        shown = page(office, f"{LIST}?{asked}")
        assert shown.index(f"/subjects/{first}/code/") < shown.index(f"/subjects/{last}/code/")
    sent = office.get(f"{LIST}?format=csv&flag=faulty").getvalue().decode("utf-8-sig")
    headers, row = csv.reader(StringIO(sent))
    assert headers[0] == "统一社会信用代码"
    assert row == [
        *(world.OTHER_CODE, "示例制造有限公司", "330299", "错码"),
        *("2026-02-02", "'=1+1", GIVEN["reason"]),
    ]
    book = load_workbook(BytesIO(office.get(f"{LIST}?format=xlsx").content)).active
    assert book is not None
    assert [cells[0] for cells in book.iter_rows(values_only=True)][1:] == [
        world.CODE,
        world.OTHER_CODE,
    ]


def test_a_check_says_that_the_code_was_returned(office: Client, signed_in: SignIn) -> None:
    clerk = signed_in("clerk")
    asked = {"matter": policies().matters()[0].id, "purpose": policies().purposes()[0].id}
    asked |= {"case": "示办2026-1", "on": "2026-04-01", "code": world.CODE}

    def checked() -> str:
        return page(clerk, clerk.post("/check/", asked).headers["Location"])

    assert "该代码被标为重码或错码" not in checked()
    office.post(ADDRESS, GIVEN)
    assert "该代码被标为重码或错码" in checked()
    office.post(ADDRESS, KEPT)
    assert "该代码被标为重码或错码" not in checked()
