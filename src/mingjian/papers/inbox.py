"""Notices that arrived for somebody, and papers as a person may see them."""

from django.db import transaction
from django.db.models import QuerySet

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import decide, require
from mingjian.evidence.append import append
from mingjian.papers.models import Notice
from mingjian.papers.problems import NoSuchNotice, NoSuchPaper
from mingjian.papers.read import fetched, notice, notices_of, paper
from mingjian.papers.views import NoticeView, PaperView, notice_view

LARGEST_PAGE = 200


def inbox(actor: Actor, *, before: int | None = None, limit: int = 50) -> list[NoticeView]:
    """What was sent to the actor's unit or to the organisation that he acts for, newest first.

    Raises:
        UnderRule: he does not hold the right notice.read.
    """
    require(actor, "notice.read")
    rows = _mine(actor)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return [notice_view(row) for row in rows.order_by("-pk")[: min(limit, LARGEST_PAGE)]]


@transaction.atomic
def consult_notice(actor: Actor, notice_id: int) -> NoticeView:
    """A notice for the one it was sent to, or for the unit that sent it; the look is logged.

    Raises:
        NoSuchNotice: there is none that he may see.
        LogUnavailable: nothing is shown.
    """
    found = notice(notice_id)
    if not _may_see(actor, found):
        raise NoSuchNotice(what=str(notice_id))
    append("notice.read", actor=actor.id, body={"notice": notice_id}, subject_id=found.subject_id)
    return found


@transaction.atomic
def consult_paper(actor: Actor, paper_id: int) -> PaperView:
    """A paper for its unit, for its subject once it was sent there or is its own; logged.

    Raises:
        NoSuchPaper: there is none that he may see.
        LogUnavailable: nothing is shown.
    """
    found = paper(paper_id)
    if not _may_see_paper(actor, found):
        raise NoSuchPaper(what=str(paper_id))
    append("paper.read", actor=actor.id, body={"paper": paper_id}, subject_id=found.subject_id)
    return found


def _mine(actor: Actor) -> QuerySet[Notice]:
    if actor.subject_id is not None:
        return fetched().filter(subject_id=actor.subject_id)
    return fetched().filter(unit_id=actor.unit_id).exclude(unit_id="")


def _may_see(actor: Actor, found: NoticeView) -> bool:
    if actor.subject_id is not None:
        about = found.subject_id if found.subject_id is not None else -1
        return decide(actor, "notice.read", subject_id=about).allowed
    units = (found.unit_id, found.paper.unit_id)
    return any(unit and decide(actor, "notice.read", unit_id=unit).allowed for unit in units)


def _may_see_paper(actor: Actor, found: PaperView) -> bool:
    """What a unit prepares is not the subject's to see before it is sent."""
    if actor.subject_id is None:
        to_his_unit = any(n.unit_id == actor.unit_id != "" for n in notices_of(found.id))
        asked = decide(actor, "paper.read", unit_id=actor.unit_id if to_his_unit else found.unit_id)
        return asked.allowed
    about = found.subject_id if found.subject_id is not None else -1
    own = decide(actor, "paper.read", subject_id=about).allowed
    sent = any(n.subject_id == actor.subject_id for n in notices_of(found.id))
    return own and (not found.unit_id or sent)
