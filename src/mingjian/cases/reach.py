"""The cases an actor may see."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import decide
from mingjian.accounts.scope import narrow
from mingjian.cases.models import Case, CaseNotice, CaseStep
from mingjian.cases.problems import NoSuchCase

RIGHT = "case.read"


def reach(actor: Actor) -> "QuerySet[Case]":
    """The cases within the actor's reach: of his units, or of the organisation he acts for.

    An organisation sees a case once it took a step in it or was sent a notice: what a unit only
    prepares is not against anybody yet.
    """
    if actor.subject_id is None:
        return narrow(Case.objects.all(), actor, RIGHT, "unit_id")
    if not decide(actor, RIGHT, subject_id=actor.subject_id).allowed:
        return Case.objects.none()
    here = Case.objects.filter(subject_id=actor.subject_id)
    told = CaseNotice.objects.filter(
        step__case_id=OuterRef("pk"), notice__subject_id=actor.subject_id
    )
    own = CaseStep.objects.filter(case_id=OuterRef("pk"), unit_id="").exclude(
        actor__startswith="system:"
    )
    return here.filter(Q(Exists(told)) | Q(Exists(own)))


def within(actor: Actor, case_id: int) -> Case:
    """One of them.

    Raises:
        NoSuchCase: there is none, or it is out of the actor's reach.
    """
    return _only(reach(actor), case_id)


def locked(actor: Actor, case_id: int) -> Case:
    """One of them, which nobody else moves before this transaction ends.

    Raises:
        NoSuchCase: there is none, or it is out of the actor's reach.
    """
    return _only(reach(actor).select_for_update(of=("self",), no_key=True), case_id)


def _only(cases: "QuerySet[Case]", case_id: int) -> Case:
    found = cases.filter(pk=case_id).first()
    if found is None:
        raise NoSuchCase(what=str(case_id), case=case_id)
    return found
