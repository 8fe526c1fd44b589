"""Make a paper from facts, with its number."""

import hashlib

from django.db import transaction
from django.utils import timezone

from mingjian.evidence.append import append, canonical
from mingjian.papers.draft import Draft
from mingjian.papers.models import Paper
from mingjian.papers.numbers import draw, written
from mingjian.papers.refusals import told
from mingjian.papers.views import PaperView, paper_view


@transaction.atomic
def make(draft: Draft) -> PaperView:
    """Make the paper; its letter is rendered from the facts whenever it is read.

    Raises:
        PaperUnfit: unsigned in part, about nobody known, signed in the future.
        NumberTaken: the number given is in use.
        LogUnavailable: nothing was made.
    """
    text = canonical(draft.facts)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return enter(draft, Paper(sha256=digest, facts=text))


def enter(draft: Draft, row: Paper) -> PaperView:
    """Number and store the row that holds the content, and log it.

    Raises:
        PaperUnfit, NumberTaken, LogUnavailable: as `make`.
    """
    _fill(row, draft)
    with told(number=row.number):
        row.save(force_insert=True)
    body = {"paper": row.pk, "kind": row.kind, "number": row.number, "sha256": row.sha256}
    append("paper.made", actor=row.actor, body=body, subject_id=row.subject_id)
    return paper_view(row)


def _fill(row: Paper, draft: Draft) -> None:
    row.kind, row.title, row.unit_id = draft.kind, draft.title, draft.unit_id
    row.subject_id, row.actor = draft.subject_id, draft.actor
    row.signed_by, row.signed_on = draft.signed_by, draft.signed_on
    if draft.number is None:
        row.year = (draft.signed_on or timezone.localdate()).year
        row.serial = draw(row.unit_id, row.kind, row.year)
        row.number = written(row.kind, row.year, row.serial)
    else:
        row.number = draft.number
