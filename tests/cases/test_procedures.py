"""A case follows the procedure it was opened under, and shows itself to those it concerns."""

from datetime import date

import pytest

from cases.making import procedure, state, step
from cases.world import (
    AUDITOR,
    HEAD,
    LIAISON,
    OFFICE,
    OTHER_UNIT,
    REVIEWER,
    STRANGER,
    UNIT,
    applied,
    at,
    determination,
    objection,
    organisation,
    packs,
    proposed,
    review,
    serve_last,
    subject,
)
from mingjian.cases.doing import Doing, Opening
from mingjian.cases.models import Case, CaseNotice
from mingjian.cases.open_case import open_case
from mingjian.cases.paperwork import superior
from mingjian.cases.party import may_take, units_in
from mingjian.cases.problems import NoSuchCase, NoSuperior
from mingjian.cases.procedures import chosen, procedure_of
from mingjian.cases.take import take
from mingjian.cases.view import view
from mingjian.policy.keep import keep
from mingjian.policy.problems import UnknownEdition, UnknownProcedure
from mingjian.policy.resolve import Policies
from mingjian.policy.schema.procedure import Procedure
from mingjian.policy.standing import use
from policy.making import pack, unit

pytestmark = pytest.mark.usefixtures("db")


def changed() -> Procedure:
    """The sample without any step but a refusal."""
    return procedure(
        states=[state("open"), state("refused", "adverse")],
        steps=[step("apply", "open", by="subject"), step("refuse", "refused", "open", by="head")],
        clocks=[],
    )


def test_a_new_edition_of_the_pack_moves_no_case_that_runs() -> None:
    with packs(objection()) as old, at("2025-03-03"):
        keep(old)
        case = applied(subject(1))
    with packs(changed()), at("2025-03-04"):
        seen = view(case.id, HEAD)
        assert {one.step.id for one in seen.possible} >= {"decide", "extend"}
        assert seen.clocks[0].due is not None
        done = take(case.id, "decide", Doing(), HEAD, seq=1)
        assert (done.outcome, done.edition_id) == ("favourable", case.edition_id)


def test_an_edition_that_nobody_kept_is_damage_and_not_a_guess() -> None:
    with packs(objection(source="kept by nobody")):
        case = applied(subject(1))
    with packs(changed()), pytest.raises(UnknownEdition):
        view(case.id, HEAD)


def test_the_version_in_force_on_the_day_is_chosen() -> None:
    early = objection(effective_from=date(2020, 1, 1), effective_to=date(2024, 1, 1))
    late = objection(effective_from=date(2024, 1, 1))
    with packs(early, late):
        for day, expected in ((date(2023, 12, 31), early), (date(2024, 1, 1), late)):
            assert chosen("sample", day).procedure == expected
        with pytest.raises(UnknownProcedure):
            chosen("sample", date(2019, 12, 31))


@pytest.mark.usefixtures("sample_packs")
def test_who_sees_a_case() -> None:
    one, two = subject(1), subject(2)
    case = applied(one)
    for actor in (LIAISON, HEAD, OFFICE, AUDITOR, REVIEWER, organisation(one)):
        assert view(case.id, actor).id == case.id
    for actor in (STRANGER, organisation(two)):
        with pytest.raises(NoSuchCase):
            view(case.id, actor)


@pytest.mark.usefixtures("sample_packs")
def test_a_proposal_is_not_shown_before_its_notice() -> None:
    one = subject(1)
    own = organisation(one)
    with at("2025-03-03"):
        case = proposed(one)
        with pytest.raises(NoSuchCase):
            take(case.id, "state", Doing(), own, seq=1)
        take(case.id, "notify", Doing(), LIAISON, seq=1)
        assert [step.yours for step in view(case.id, own).possible] == [True, False]


@pytest.mark.usefixtures("sample_packs")
def test_the_notices_of_a_step_belong_to_it_once() -> None:
    one = subject(1)
    with at("2025-03-03"):
        case = take(proposed(one).id, "notify", Doing(), LIAISON, seq=1)
        serve_last(case, "2025-03-03")
        seen = view(case.id, LIAISON)
    (notice,) = seen.history[1].notices
    assert notice.served_on is not None
    assert CaseNotice.objects.get().notice_id == notice.id
    assert seen.clocks[0].started_on == notice.served_on


@pytest.mark.usefixtures("sample_packs")
def test_the_units_that_had_a_part_in_a_case_do_not_review_it() -> None:
    one = subject(1)
    first = applied(one, unit_id=UNIT)
    take(first.id, "refuse", Doing(reason="理由"), HEAD, seq=1)
    asked = Opening(
        "second-look", one, OTHER_UNIT, "subject", str(one), parent=first.id, doing=Doing()
    )
    case = Case.objects.get(pk=open_case(asked, organisation(one)).id)
    assert case.parent is not None
    assert units_in(case.parent) == {UNIT}
    change = procedure_of(case).step("change")
    assert may_take(case, change, REVIEWER)
    assert not may_take(case, change, HEAD)
    assert not may_take(case, change, organisation(one))


def test_to_whom_a_unit_reports() -> None:
    assert superior(UNIT) == "zhenhai-credit-office"
    alone = Policies([pack(units=[unit("alone", "示例单位")])])
    with use(alone), pytest.raises(NoSuperior):
        superior("alone")
    above = unit("below", "示例下级").model_copy(update={"parent": "alone"})
    with use(Policies([pack(units=[unit("alone", "示例单位"), above])])):
        assert superior("below") == "alone"


def test_all_sample_procedures_are_of_the_schema() -> None:
    for one in (objection(), determination(), review()):
        assert type(one).model_validate(one.model_dump(by_alias=True)) == one
