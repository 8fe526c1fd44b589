"""Acceptance 5 at the screens: hostile forms of a determination make no case and no entry.

Parts left out, hidden fields added or altered, a list of history, another list, another's case:
each attempt says what is stored afterwards, and that is nothing.
"""

from datetime import date
from typing import Final

import pytest
from django.test import Client

from cases.world import at
from effects.doors import stored
from effects.test_every_door import historic
from intake.letters import broken
from mingjian.cases.models import Case
from mingjian.cases.view import CaseView
from mingjian.effects.in_force import in_force
from mingjian.effects.models import Entry
from mingjian.kernel.verdict import Met
from mingjian.papers.models import Paper
from mingjian.policy.standing import policies
from web import proceedings, world
from web.proceedings import LIST, OFFICE, UNIT, browser

pytestmark = pytest.mark.usefixtures("sealed")
Fields = dict[str, str]
WIZARD: Final = "/cases/determine/"
SOUND: Final[dict[str, Fields]] = {
    "list": {"list": LIST},
    "subject": {"code": world.CODE},
    "basis": {
        "law": "示例法",
        "article": "第一条",
        "text_version": "2021-09-01",
        "facts": "示例事实",
    },
    "evidence": {"text": "示例证据"},
    "terms": {"exit": "期满或者修复", "remedy": "六十日内申请复议"},
}
"""The pages of the wizard, filled in as they should be."""
FAULTS: Final[dict[str, dict[str, Fields]]] = {
    "wrong code": {"subject": {"code": broken(1)}},
    "code of nobody": {"subject": {"code": world.OTHER_CODE}},
    "no code, a number": {"subject": {"code": "", "subject": "1", "subject_id": "1"}},
    "no law": {"basis": {"law": ""}},
    "blank law": {"basis": {"law": "　"}},
    "no article": {"basis": {"article": ""}},
    "no text version": {"basis": {"text_version": "\t"}},
    "no facts": {"basis": {"facts": " "}},
    "no evidence": {"evidence": {"text": "", "evidence": "1"}},
    "no way out": {"terms": {"exit": "　"}},
    "no remedy": {"terms": {"remedy": ""}},
    "no list": {"list": {"list": ""}},
    "list of nobody": {"list": {"list": "Z99"}},
}
DECISION: Final[Fields] = {
    "ask_exit": "改正即退",
    "ask_remedy": "六十日内复议",
    "reason": "示例理由",
    "channel": "print",
}
FOREIGN: Final[Fields] = {
    "list": "B17",
    "ask_list": "B17",
    "about_id": "B17",
    "list_id": "B17",
    "subject_id": "999",
    "unit_id": OFFICE,
    "ask_article_law": "编造法",
    "decision": "1",
}
"""What no form of a decision has."""


@pytest.fixture
def one(db: None) -> int:  # noqa: ARG001 - it opens the database
    return world.register()


def shut_lists() -> list[str]:
    """Every list that nobody may be put on today: of history, unclear, without its basis."""
    today = date(2026, 3, 2)
    known = policies().lists(today)
    shut = {one.id for one in known if not isinstance(one.may_list(today), Met)}
    return sorted(shut | set(historic()))


def walk(client: Client, changes: dict[str, Fields]) -> int:
    """Fill in every page whatever it answers, then press the last button; its status."""
    for page, fields in SOUND.items():
        client.post(f"{WIZARD}?page={page}", fields | changes.get(page, {}))
    everything = {name: value for fields in SOUND.values() for name, value in fields.items()}
    return client.post(f"{WIZARD}?page=review", everything).status_code


@pytest.mark.usefixtures("one")
def test_the_wizard_is_open_for_what_is_sound() -> None:
    with at("2026-03-02"):
        assert walk(browser("liaison"), {}) == 302
    assert stored() == {"Case": 1}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.usefixtures("one")
def test_the_wizard_ends_in_nothing(fault: str) -> None:
    with at("2026-03-02"):
        assert walk(browser("liaison"), FAULTS[fault]) == 422
    assert stored() == {}


@pytest.mark.usefixtures("one")
def test_the_wizard_takes_no_list_that_is_shut() -> None:
    client = browser("liaison")
    with at("2026-03-02"):
        for list_id in shut_lists():
            assert walk(client, {"list": {"list": list_id}}) == 422, list_id
            client.get(f"{WIZARD}?page=list&list={list_id}")
            assert client.post(f"{WIZARD}?page=review", {"list": list_id}).status_code == 422
    assert stored() == {}


@pytest.mark.usefixtures("one")
def test_the_last_page_alone_knows_nothing() -> None:
    everything = {name: value for fields in SOUND.values() for name, value in fields.items()}
    with at("2026-03-02"):
        sent = {**everything, "subject": "1", "evidence": "1", "unit_id": OFFICE}
        assert browser("liaison").post(f"{WIZARD}?page=review", sent).status_code == 422
    assert stored() == {}


@pytest.mark.parametrize("about", ["list", "subject", "entry", "adverse"])
def test_the_form_that_opens_cases_opens_no_determination(one: int, about: str) -> None:
    """It knows no list; and about anything else there is no determination."""
    client, papers = browser("liaison"), Paper.objects.count()
    given = {f"ask_{name}": value for name, value in (SOUND["list"] | {"facts": "示例"}).items()}
    given |= {f"ask_article_{part}": "示例" for part in ("law", "article", "text_version")}
    given |= {"paper_evidence": "示例", "reason": "示例", "about": "list", "about_id": LIST}
    with at("2026-03-02"):
        for number in (*shut_lists(), LIST, str(one)):
            address = f"/cases/open/determination/?about={about}&id={number}&code={world.CODE}"
            assert client.post(address, given | {"ask_list": number}).status_code in {404, 422}
    assert (stored(), Paper.objects.count()) == ({}, papers)


def decide(case: CaseView, client: Client, changes: Fields, step: str = "decide") -> int:
    given = {"seq": str(case.seq), **DECISION, **changes}
    with at(proceedings.DECIDED):
        return client.post(f"/cases/{case.id}/steps/{step}/", given).status_code


def nothing_came(one: int, case: CaseView, papers: int) -> None:
    """No entry, no paper, and the case waits as it did."""
    assert stored() == {"Case": 1}
    assert Paper.objects.count() == papers
    assert Case.objects.get().seq == case.seq
    assert in_force(one, date.fromisoformat(proceedings.DECIDED)).entries == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"ask_exit": ""},
        {"ask_exit": "　"},
        {"ask_remedy": ""},
        {"ask_remedy": "\n"},
        {"reason": ""},
        {"ask_term_months": "37"},
        {"ask_term_months": "-1"},
        {"ask_term_months": "many"},
        {"seq": "1"},
        {"channel": "rumour"},
    ],
)
def test_a_decision_with_a_part_missing_or_altered_is_not_taken(one: int, changes: Fields) -> None:
    case = proceedings.ready(one)
    papers = Paper.objects.count()
    assert decide(case, browser("unit_head"), changes | FOREIGN) in {409, 422}
    nothing_came(one, case, papers)


@pytest.mark.parametrize(
    "who", [("liaison", UNIT), ("unit_head", OFFICE), ("credit_office", OFFICE)]
)
def test_a_decision_by_somebody_else_is_not_taken(one: int, who: tuple[str, str]) -> None:
    case = proceedings.ready(one)
    client, papers = browser(*who), Paper.objects.count()
    assert decide(case, client, {}) in {403, 404, 409, 422}
    assert decide(case, client, {}, step="publish") in {403, 404, 409, 422}
    nothing_came(one, case, papers)


def test_a_case_about_a_list_that_was_closed_since_lists_nobody(
    one: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proposed while the list was open to the form; at the decision the gate looks again."""
    monkeypatch.setattr(proceedings, "LIST", "B19")
    case = proceedings.ready(one)
    papers = Paper.objects.count()
    assert decide(case, browser("unit_head"), {"ask_list": LIST, "list": LIST}) in {409, 422}
    nothing_came(one, case, papers)


def test_fields_that_the_form_has_not_are_not_heard(one: int) -> None:
    case = proceedings.ready(one)
    assert decide(case, browser("unit_head"), FOREIGN) == 302
    made = Entry.objects.get()
    assert (made.list_id, made.subject_id, made.unit_id) == (LIST, one, UNIT)
    assert made.law == "示例法"
