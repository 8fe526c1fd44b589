"""Record that a notice arrived."""

from datetime import date

from django.db import transaction

from mingjian.evidence.append import append
from mingjian.papers.models import How, Service
from mingjian.papers.read import notice, paper
from mingjian.papers.refusals import told
from mingjian.papers.views import ServiceView, service_view


@transaction.atomic
def serve(  # noqa: PLR0913 - what arrived when and how, by what proof, and who says so
    notice_id: int,
    on: date,
    how: How | str,
    *,
    actor: str,
    proof: int | None = None,
    note: str = "",
) -> ServiceView:
    """The proof of service (送达回证): `proof` is the paper that shows it.

    Raises:
        NoSuchNotice, NoSuchPaper: there is nothing to serve or to prove it with.
        AlreadyServed: it has its proof.
        PaperUnfit: served before it was sent, in the future, or in a way that does not fit.
        LogUnavailable: nothing was recorded.
    """
    sent = notice(notice_id)
    if proof is not None:
        paper(proof)
    row = Service(notice_id=notice_id, served_on=on, how=How(how), proof_id=proof)
    row.note, row.actor = note, actor
    with told(notice=notice_id):
        row.save(force_insert=True)
    body = {"notice": notice_id, "service": row.pk, "on": on.isoformat(), "how": row.how}
    append("notice.served", actor=actor, body=body, subject_id=sent.subject_id)
    return service_view(row)
