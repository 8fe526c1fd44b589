"""Read papers and notices, for verbs; `consult` is for people."""

from django.db.models import QuerySet

from mingjian.papers.models import Notice, Paper
from mingjian.papers.problems import NoSuchNotice, NoSuchPaper
from mingjian.papers.views import NoticeView, PaperView, notice_view, paper_view


def paper(paper_id: int) -> PaperView:
    """The paper of this number.

    Raises:
        NoSuchPaper: there is none.
    """
    row = Paper.objects.filter(pk=paper_id).first()
    if row is None:
        raise NoSuchPaper(what=str(paper_id))
    return paper_view(row)


def notice(notice_id: int) -> NoticeView:
    """The notice of this number.

    Raises:
        NoSuchNotice: there is none.
    """
    row = fetched().filter(pk=notice_id).first()
    if row is None:
        raise NoSuchNotice(what=str(notice_id))
    return notice_view(row)


def notice_served(service_id: int) -> NoticeView | None:
    """The notice whose service has this number; None when there is none."""
    row = fetched().filter(service__id=service_id).first()
    return None if row is None else notice_view(row)


def notices_of(paper_id: int) -> list[NoticeView]:
    """The notices by which a paper was sent, in their order."""
    return [notice_view(row) for row in fetched().filter(paper_id=paper_id).order_by("pk")]


def fetched() -> QuerySet[Notice]:
    """Notices together with what a view of them shows."""
    return Notice.objects.select_related("paper", "service").prefetch_related("mails")
