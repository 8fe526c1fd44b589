"""Service days over the wire: each with its own outcome, the same again, who may, and the log."""

import json
from datetime import date
from typing import Any

import pytest

from api.calling import Caller, call, person, with_key
from checks.filing import entries, sealer_runs
from effects import world
from effects.serving import SENDER, key, of_other_unit, waiting
from mingjian.accounts.clients import allow_sending, end_right, issue_key, open_client
from mingjian.effects.doubts import still_open
from mingjian.effects.in_force import in_force
from mingjian.effects.models import ServedDecision
from mingjian.effects.service.report import MOST_REPORTED
from papers.making import OTHER, ago, subject
from registry.register import code

pytestmark = pytest.mark.usefixtures("_told")


@pytest.fixture
def _told(db: None) -> None:  # noqa: ARG001 - it opens the database
    sealer_runs()
    world.tell()


@pytest.fixture
def system() -> Caller:
    """A system of the unit, which may send penalties from today on."""
    return of_items("penalty")


def of_items(*items: str, unit_id: str = SENDER) -> Caller:
    made = open_client("示例办案系统", unit_id)
    allow_sending(made, items)
    return with_key(issue_key(made))


def row(n: int, **changes: object) -> dict[str, object]:
    plain = {"number": key(n), "served_on": "2024-03-05", "how": "post"}
    return plain | {"procedure": "ordinary", "told": True} | changes


def report(caller: Caller, *rows: dict[str, object], **more: Any) -> dict[str, Any]:
    response = call("POST", "/services", caller, json={"services": list(rows)}, **more)
    assert response.status_code == 200, response.get_json()
    found: dict[str, Any] = response.get_json()
    return found


def outcomes(told: dict[str, Any]) -> list[str]:
    return [
        one["problem"]["code"] if one["problem"] else one["outcome"] for one in told["services"]
    ]


def test_many_are_reported_in_one_call_and_each_says_what_became_of_it(system: Caller) -> None:
    first, *_ = waiting(4)
    of_other_unit(key(88))
    told = report(
        system,
        row(1),
        row(2, procedure="simple"),
        row(3, served_on="2024-03-01"),
        row(4, served_on="2099-01-01"),
        row(88),
        row(99),
    )
    assert outcomes(told) == [
        "recorded",
        "recorded",
        "effects.served-too-early",
        "effects.served-ahead",
        "effects.decision-of-other-unit",
        "effects.no-such-decision",
    ]
    counts = {name: told[name] for name in ("recorded", "corrected", "unchanged", "refused")}
    assert counts == {"recorded": 2, "corrected": 0, "unchanged": 0, "refused": 4}
    one, two, early, *_ = told["services"]
    assert (one["record_id"], one["final_on"]) == (str(first), "2024-09-06")
    assert (two["final_on"], early["record_id"]) == (None, None)
    assert [row.holds.start for row in in_force(subject(), date(2024, 9, 6)).adverse] == [
        date(2024, 9, 6)
    ]


def test_the_same_call_again_changes_nothing(system: Caller) -> None:
    waiting(3)
    rows = [row(n) for n in (1, 2, 3)]
    report(system, *rows)
    before = list(ServedDecision.objects.values_list("pk", flat=True))
    assert outcomes(report(system, *rows)) == ["unchanged"] * 3
    assert list(ServedDecision.objects.values_list("pk", flat=True)) == before


def test_something_else_wants_a_reason_and_is_then_a_further_entry(system: Caller) -> None:
    waiting(1)
    report(system, row(1))
    later = row(1, served_on="2024-03-20")
    (refused,) = report(system, later, headers={"Accept-Language": "en"})["services"]
    assert refused["problem"]["code"] == "effects.service-known"
    assert refused["problem"]["place"] == "reason"
    assert "2024-03-05" in refused["problem"]["title"]
    assert refused["problem"]["title"].startswith("What is recorded")
    (done,) = report(system, later | {"reason": "回证抄错"})["services"]
    assert (done["outcome"], done["final_on"]) == ("corrected", "2024-09-21")
    days = ServedDecision.objects.order_by("seq").values_list("served_on", flat=True)
    assert list(days) == [date(2024, 3, 5), date(2024, 3, 20)]


def test_one_decision_said_twice_is_recorded_once_or_by_none(system: Caller) -> None:
    waiting(2)
    told = report(system, row(1), row(1), row(2), row(2, how="left"))
    assert outcomes(told)[:2] == ["recorded"] * 2
    assert outcomes(told)[2:] == ["effects.served-twice"] * 2
    assert (told["recorded"], told["refused"]) == (1, 2)
    assert ServedDecision.objects.count() == 1


def test_the_partys_code_tells_decisions_of_one_number_apart(system: Caller) -> None:
    for who, name in ((2, "一"), (3, "二")):
        world.penalty(who, key=f"示例{name}", CF_WSH=key(90), CF_JDRQ="2024-03-04")
    assert outcomes(report(system, row(90))) == ["effects.several-decisions"]
    assert outcomes(report(system, row(90, code=code(3).lower()))) == ["recorded"]
    assert ServedDecision.objects.get().subject_id == subject(3)


def test_the_call_is_logged_and_every_decision_in_it(system: Caller) -> None:
    waiting(1)
    report(system, row(1), row(99))
    ((_, who, about, text),) = entries("services.reported")
    assert about is None
    assert who.startswith("client:")
    assert json.loads(text) == {
        "unit": SENDER,
        "recorded": 1,
        "corrected": 0,
        "unchanged": 0,
        "refused": 1,
    }
    ((_, actor, about, _),) = entries("decision.served")
    assert (actor, about) == (who, subject())


def test_a_call_is_bounded_and_takes_nothing_it_does_not_know(system: Caller) -> None:
    waiting(1)
    wrong: list[dict[str, object]] = [
        {"services": []},
        {"services": [row(1)] * (MOST_REPORTED + 1)},
        {"services": [row(1, how="acknowledged")]},
        {"services": [row(1, procedure="unknown")]},
        {"services": [row(1, served_on=None)]},
        {"services": [row(1, reason="\x00")]},
        {"services": [row(1, extra=1)]},
        {"services": [row(1)], "as": "user:1"},
    ]
    for body in wrong:
        assert call("POST", "/services", system, json=body).status_code == 422, body
    assert ServedDecision.objects.count() == 0


def test_the_right_is_of_the_unit_and_of_the_item(system: Caller) -> None:
    waiting(1)
    body = {"services": [row(1)]}
    foreign = call("POST", "/services", system, json=body | {"unit_id": OTHER})
    assert (foreign.status_code, foreign.get_json()["code"]) == (403, "accounts.refused_by_rule")
    licences = call("POST", "/services", of_items("licence"), json=body)
    assert licences.get_json()["facts"]["rule"] == "other_items.question.answer"
    assert call("GET", "/services/awaited", of_items("licence")).status_code == 403
    assert outcomes(report(of_items("penalty", unit_id=OTHER), row(1))) == [
        "effects.decision-of-other-unit"
    ]
    assert ServedDecision.objects.count() == 0


def test_a_right_that_ended_reports_no_more() -> None:
    waiting(1)
    made = open_client("示例旧系统", SENDER)
    end_right(allow_sending(made, ["penalty"], active_from=ago(9)), ago(1))
    response = call("POST", "/services", with_key(issue_key(made)), json={"services": [row(1)]})
    assert response.status_code == 403
    assert ServedDecision.objects.count() == 0


def test_the_credit_office_reports_for_a_unit_that_it_names() -> None:
    waiting(1)
    office = person("credit_office", "zhenhai-credit-office")
    body = {"unit_id": SENDER, "services": [row(1)]}
    assert outcomes(report(office, row(1))) == ["effects.decision-of-other-unit"]
    response = call("POST", "/services", office, json=body)
    assert outcomes(response.get_json()) == ["recorded"]


def test_what_waits_is_listed_until_it_is_reported(system: Caller) -> None:
    waiting(3)
    of_other_unit(key(88))
    found = call("GET", "/services/awaited", system).get_json()
    assert [one["number"] for one in found] == [key(1), key(2), key(3)]
    assert found[0] | {"due_on": ""} == {
        "number": key(1),
        "code": code(1),
        "name": "示例1号有限公司",
        "unit_id": SENDER,
        "decided_on": "2024-03-04",
        "due_on": "",
        "overdue": False,
    }
    assert len(call("GET", "/services/awaited?limit=2", system).get_json()) == 2
    report(system, row(2))
    left = call("GET", "/services/awaited", system).get_json()
    assert [one["number"] for one in left] == [key(1), key(3)]
    assert still_open().count() >= 2
