"""Send a paper to a subject or a unit."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from mingjian.evidence.append import append
from mingjian.papers.draft import Addressee
from mingjian.papers.jobs import enqueue
from mingjian.papers.models import Channel, Notice
from mingjian.papers.problems import NobodyAddressed
from mingjian.papers.read import paper
from mingjian.papers.refusals import told
from mingjian.papers.views import NoticeView, sent_view


@transaction.atomic
def send(
    paper_id: int, to: Addressee, channel: Channel | str, *, actor: str, on: date | None = None
) -> NoticeView:
    """Send the paper on a day (today). Whatever the channel, it lies in the addressee's inbox too.

    An e-mail is a job in this transaction; its failure is told to the sender.

    Raises:
        NoSuchPaper, NobodyAddressed: nothing was sent.
        PaperUnfit: the paper is about another subject, or the day does not fit.
        LogUnavailable: nothing was sent.
    """
    if (to.subject_id is None) == (not to.unit_id):
        raise NobodyAddressed
    about = paper(paper_id)
    row = Notice(paper_id=paper_id, subject_id=to.subject_id, unit_id=to.unit_id or "")
    row.channel, row.address, row.actor = Channel(channel), to.email, actor
    row.awaited = to.answers
    row.sent_on = on or timezone.localdate()
    with told(notice=None):
        row.save(force_insert=True)
    _log(row, about.number)
    if row.channel == Channel.EMAIL:
        enqueue(row.pk)
    return sent_view(row, about)


def _log(row: Notice, number: str) -> None:
    body = {"notice": row.pk, "paper": row.paper_id, "number": number, "channel": row.channel}
    body |= {"unit": row.unit_id, "on": row.sent_on.isoformat()}
    append("notice.sent", actor=row.actor, body=body, subject_id=row.subject_id)
