"""Feedback owed and joint cases on the screens: who sees what, giving feedback, reminding."""

import io
import re
from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from cases.world import at
from checks.affecting import entry, made_up, told
from checks.filing import entries, today
from checks.test_owed import with_deadline
from mingjian.checks.feedback import report
from mingjian.checks.models import Awaited, Chased
from mingjian.policy.standing import use
from registry.register import code
from web import counter, proceedings

OTHER = "zhenhai-finance"


@pytest.fixture(autouse=True)
def _packs(db: None) -> Iterator[None]:  # noqa: ARG001 - it opens the database
    with made_up():
        yield


def of(role: str = "clerk", unit_id: str = counter.UNIT) -> Client:
    return proceedings.browser(role, unit_id)


def office() -> Client:
    return of("credit_office", counter.OFFICE)


def asked(n: int = 1, unit_id: str = counter.UNIT, **changes: object) -> str:
    """A clerk's check of subject `n`, who is on a list; its receipt."""
    return told(n, counter.clerk(unit_id), **changes).answer.receipt


def page(browser: Client, address: str, **given: str) -> str:
    response = browser.get(address, given)
    assert response.status_code == HTTPStatus.OK, address
    return response.content.decode()


def exported(browser: Client, address: str, **given: str) -> list[list[Any]]:
    response = browser.get(address, {**given, "format": "xlsx"})
    return (
        CalamineWorkbook.from_filelike(io.BytesIO(response.content))
        .get_sheet_by_index(0)
        .to_python()
    )


def link(receipt: str) -> str:
    return f'href="/check/{receipt}/?owed#feedback"'


@pytest.mark.parametrize("address", ["/owed/", "/joint/"])
@pytest.mark.parametrize("role", ["liaison", "auditor", "unit_head", "reviewer", "administrator"])
def test_who_neither_checks_nor_oversees_sees_nothing(role: str, address: str) -> None:
    assert of(role).get(address).status_code == HTTPStatus.FORBIDDEN


def test_nothing_owed_is_said_and_an_answer_without_measures_owes_nothing() -> None:
    told(2, counter.clerk())
    assert "没有待反馈的核查" in page(of(), "/owed/")
    assert "各单位待反馈" not in page(office(), "/owed/")
    assert "没有联合奖惩案例" in page(of(), "/joint/")


def test_a_unit_sees_its_own_and_who_oversees_sees_all() -> None:
    entry(1)
    mine, other = asked(), asked(unit_id=OTHER)
    shown = page(of(), "/owed/")
    assert link(mine) in shown
    assert other not in shown
    assert "各单位待反馈" not in shown  # who owes is for the office
    shown = page(office(), "/owed/")
    assert mine in shown
    assert other in shown
    # The office may not open another unit's answers, so nothing leads there.
    assert link(mine) not in shown
    assert office().get(f"/check/{mine}/").status_code == HTTPStatus.FORBIDDEN


def test_feedback_is_given_from_the_list_and_leads_back_to_it() -> None:
    entry(1)
    receipt = asked()
    browser = of()
    address = f"/check/{receipt}/?owed"
    assert 'id="feedback"' in page(browser, address)
    given = {"outcome": "refused", "decided_on": str(today())}
    assert browser.post(address, given).headers["Location"] == "/owed/"
    shown = page(browser, "/owed/")
    assert "办理结果已反馈" in shown
    assert receipt not in shown
    assert receipt in page(browser, "/joint/")


def test_the_tabs_tell_mine_from_my_units_and_count() -> None:
    entry(1)
    mine, colleague = asked(), told(1).answer.receipt
    browser = of()
    shown = page(browser, "/owed/", tab="mine")
    assert mine in shown
    assert colleague not in shown
    shown = page(browser, "/owed/", tab="unit")
    assert mine in shown
    assert colleague in shown
    for label, count in (("全部待反馈", 2), ("我核查的", 1), ("本单位的", 2), ("已逾期", 0)):
        assert f"{label} <b>{count}</b>" in shown, label


def test_without_a_deadline_nothing_is_overdue_and_with_one_it_is() -> None:
    entry(1)
    plain = asked()
    assert "未规定期限" in page(of(), "/owed/")
    assert plain not in page(of(), "/owed/", tab="overdue")
    with use(with_deadline()):
        late = asked()
        assert "还剩" in page(of(), "/owed/")
        row = Awaited.objects.exclude(due_on=None).get()
        assert row.due_on is not None
        with at(str(row.due_on + timedelta(days=1))):
            shown = page(of(), "/owed/", tab="overdue")
            assert late in shown
            assert plain not in shown
            assert "已逾期</span>" in shown

            assert [line[7] for line in exported(of(), "/owed/", tab="overdue")[1:]] == ["是"]
            shown = page(office(), "/owed/", sort="due_day")
            assert shown.index(late) < shown.index(plain)  # without a last day comes last


@pytest.mark.parametrize(
    ("given", "there"),
    [
        ({}, True),
        ({"unit": counter.UNIT}, True),
        ({"unit": OTHER}, False),
        ({"matter": "licensing"}, True),
        ({"matter": "awards"}, False),
        ({"holds": "restrains"}, True),
        ({"holds": "favours"}, False),
        ({"matter": "nonsense"}, True),
    ],
)
def test_the_list_is_filtered_and_exported_alike(given: dict[str, str], *, there: bool) -> None:
    entry(1)
    receipt = asked()
    assert (receipt in page(office(), "/owed/", **given)) is there
    rows = exported(office(), "/owed/", **given)
    assert ([row[-1] for row in rows[1:]] == [receipt]) is there
    assert not there or rows[1][:2] == ["示例1号有限公司", code(1)]


def test_the_office_reminds_a_unit_once_a_day_and_nobody_else_does() -> None:
    entry(1)
    asked()
    address = f"/owed/{counter.UNIT}/remind/"
    assert of().post(address).status_code == HTTPStatus.FORBIDDEN
    assert not Chased.objects.exists()
    browser = office()
    assert f'href="{address}"' in page(browser, "/owed/")
    assert "1 次核查" in page(browser, address)
    assert not Chased.objects.exists()  # asking first sends nothing
    assert browser.post(address).headers["Location"] == "/owed/"
    shown = page(browser, "/owed/")
    assert "今日已催" in shown
    assert f'href="{address}"' not in shown
    browser.post(address)
    assert "每天最多一次" in page(browser, "/owed/")
    assert Chased.objects.count() == len(entries("feedback.chased")) == 1
    assert "信用核查应用反馈催报" in page(of("liaison"), "/notices/")


def test_a_unit_that_owes_nothing_cannot_be_reminded() -> None:
    assert office().get(f"/owed/{OTHER}/remind/").status_code == HTTPStatus.CONFLICT
    assert office().post("/owed/nonsense/remind/").status_code == HTTPStatus.CONFLICT


def test_joint_cases_are_counted_by_month_and_measure() -> None:
    entry(1)
    entry(2, list_id="X-RED")
    before = today() - timedelta(days=40)
    for n, outcome, day in (
        (1, "refused", today()),
        (1, "deferred", before),
        (2, "eased", today()),
    ):
        report(asked(n), outcome, counter.clerk(), decided_on=day)
    report(asked(1), "approved", counter.clerk())  # no case: the measure was not followed
    shown = page(office(), "/joint/")
    tiles = re.findall(r"<dd>(\d+)</dd>", shown)
    assert tiles == ["2", "1", "2", "1"]  # restraints, incentives, subjects, units
    for month in (f"{today():%Y-%m}", f"{before:%Y-%m}"):
        assert f">{month}</th>" in shown
    rows = exported(office(), "/joint/")
    assert sorted(row[0] for row in rows[1:]) == ["联合惩戒", "联合惩戒", "联合激励"]
    assert sum("x-barred" in str(row[6]) for row in rows[1:]) == 2
    assert sum("x-kind" in str(row[6]) for row in rows[1:]) == 1


@pytest.mark.parametrize(
    ("given", "there"),
    [
        ({}, True),
        ({"kind": "restraint"}, True),
        ({"kind": "incentive"}, False),
        ({"measure": "x-barred"}, True),
        ({"measure": "x-kind"}, False),
        ({"unit": counter.UNIT}, True),
        ({"unit": OTHER}, False),
        ({"until": "2020-01-01", "since": "2019-01-01"}, False),
        ({"since": "x"}, True),
    ],
)
def test_joint_cases_are_filtered_and_exported_alike(given: dict[str, str], *, there: bool) -> None:
    entry(1)
    receipt = asked()
    report(receipt, "refused", counter.clerk())
    assert (receipt in page(office(), "/joint/", **given)) is there
    assert ([row[-1] for row in exported(office(), "/joint/", **given)[1:]] == [receipt]) is there


def test_a_case_decided_today_is_in_a_period_that_ends_today() -> None:
    entry(1)
    receipt = asked()
    report(receipt, "refused", counter.clerk())
    day = str(today())
    assert receipt in page(of(), "/joint/", since=day, until=day)
    assert receipt not in page(of("clerk", OTHER), "/joint/")


def test_what_is_owed_waits_on_the_home_page() -> None:
    entry(1)
    asked()
    assert re.search(r'href="/owed/">1</a>', page(of(), "/"))
    assert 'href="/owed/"' not in page(of("liaison"), "/")
