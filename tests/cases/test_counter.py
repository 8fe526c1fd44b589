"""At the counter: an official enters a step of an organisation that has no account."""

from io import BytesIO

import pytest
from django.db import IntegrityError, transaction

from cases.world import (
    HEAD,
    LIAISON,
    OFFICE,
    STRANGER,
    UNIT,
    at,
    handed,
    organisation,
    subject,
)
from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import UnderRule
from mingjian.cases.doing import Counter, Doing, Opening
from mingjian.cases.models import CaseStep
from mingjian.cases.open_case import open_case
from mingjian.cases.problems import NotAtCounter, NotSigned, NotYourStep
from mingjian.cases.take import take
from mingjian.cases.view import CaseView, view
from mingjian.evidence.read import entries
from mingjian.papers.draft import Draft
from mingjian.papers.keep import keep
from mingjian.papers.models import Paper

pytestmark = pytest.mark.usefixtures("db", "sample_packs")


def signed(about: int, kind: str = "application") -> int:
    """The scanned paper with the signature of who came."""
    draft = Draft(kind, "示例申请（签字）", LIAISON.id, "", about, {})  # type: ignore[arg-type]  # a kind
    return keep(BytesIO(b"%PDF-1.4 example"), "application.pdf", draft).id


def came(about: int, actor: Actor, **changes: object) -> CaseView:
    """Somebody came with a signed application, and the actor enters it."""
    plain = {"facts": {"matter": "示例异议"}, "counter": Counter("agent", signed(about))}
    doing = Doing(**(plain | changes))  # type: ignore[arg-type]  # of a test
    asked = Opening("sample", about, UNIT, "subject", str(about), doing=doing)
    return open_case(asked, actor)


@pytest.mark.parametrize("actor", [LIAISON, OFFICE])
def test_the_unit_or_the_office_enters_what_was_handed_in(actor: Actor) -> None:
    about = subject(1)
    case = came(about, actor)
    (step,) = case.history
    assert (step.actor, step.unit_id, step.capacity) == (actor.id, "", "agent")
    assert [paper.id for paper in step.papers] == [step.proof_id]
    (logged,) = entries(kind="case.opened", limit=9)
    assert logged.body["counter"] == {"capacity": "agent", "paper": step.proof_id}
    # The organisation sees it as its own step once it has an account.
    assert view(case.id, organisation(about)).history == case.history


@pytest.mark.parametrize("actor", [HEAD, STRANGER, organisation(1)])
def test_nobody_else_does(actor: Actor) -> None:
    about = subject(1)
    with pytest.raises((UnderRule, NotAtCounter)):
        came(about, actor)
    assert not CaseStep.objects.exists()


def test_without_the_counter_it_stays_the_subjects_step() -> None:
    about = subject(1)
    with pytest.raises((UnderRule, NotYourStep)):
        came(about, LIAISON, counter=None, papers=(handed("application", about),))


def test_only_steps_of_the_subject_are_entered() -> None:
    case = came(subject(1), LIAISON)
    doing = Doing(counter=Counter("representative", signed(case.subject_id)))
    with pytest.raises(NotAtCounter):
        take(case.id, "ask", doing, LIAISON, seq=1)
    assert view(case.id, LIAISON).seq == 1


def test_the_original_is_kept_and_about_the_subject() -> None:
    about, other = subject(1), subject(2)
    for proof in (handed("application", about), signed(other)):
        with pytest.raises(NotSigned):
            came(about, LIAISON, counter=Counter("agent", proof))
    assert not CaseStep.objects.exists()


def test_who_can_enter_is_shown() -> None:
    case = came(subject(1), LIAISON)
    take(case.id, "ask", Doing(), LIAISON, seq=1)
    for actor, yours, at_counter in (
        (LIAISON, False, True),
        (OFFICE, False, True),
        (HEAD, False, False),
    ):
        (supply,) = (one for one in view(case.id, actor).possible if one.step.id == "supply")
        assert (supply.yours, supply.at_counter) == (yours, at_counter)


def test_the_database_wants_proof_with_the_capacity() -> None:
    case = came(subject(1), LIAISON)
    step = CaseStep.objects.get(case_id=case.id)
    paper = Paper.objects.first()
    assert paper is not None
    for changes in (
        {"capacity": "agent", "proof_id": None},
        {"capacity": "", "proof_id": paper.pk},
        {"capacity": "neighbour", "proof_id": paper.pk},
        {"capacity": "agent", "proof_id": paper.pk, "unit_id": UNIT},
    ):
        values = {
            field.attname: getattr(step, field.attname) for field in step._meta.concrete_fields
        }
        row = CaseStep(**{**values, "id": None, "seq": 2, "from_state": "open", **changes})
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            row.save(force_insert=True)
        assert "cases_counter_has_proof" in str(refused.value)


def test_a_clock_starts_as_if_the_subject_had_come_by_itself() -> None:
    with at("2025-03-03"):
        (running,) = came(subject(3), OFFICE).clocks
    assert running.due is not None
    assert running.due.day.isoformat() == "2025-03-10"
