"""Post one held row, when a person has said whose it is."""

from datetime import date, timedelta

from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.intake.models import Question
from mingjian.kernel.period import Period
from mingjian.ledger.identity import record_id
from mingjian.ledger.post import Incoming, Outcome, Posting, post
from mingjian.policy.schema import CatalogueItem
from mingjian.policy.standing import policies
from mingjian.registry.find import SubjectView

_LAST_DAY = date(9999, 12, 31)


def release(asked: Question, actor: Actor, chosen: SubjectView) -> Outcome:
    """Post the row of a question under the chosen subject, in the caller's transaction.

    A row without a valid code gets the subject's: sent again with it, it is the same record.
    """
    sent = asked.submission
    item = policies().item(sent.item, timezone.localdate(sent.received_at))
    cells = {**asked.payload, item.subject.code: _code(asked, chosen)}
    payload = {f.name: cells[f.name] for f in item.fields if cells.get(f.name)}
    row = Incoming(
        record_id=record_id(item.id, [payload.get(field, "") for field in item.key]),
        subject_id=chosen.subject_id,
        valid=period_of(item, payload),
        row_no=asked.row_no,
        payload=payload,
    )
    posting = Posting(
        submission_id=sent.pk,
        item=item.id,
        unit_id=sent.unit_id,
        edition_id=sent.edition_id,
        actor=actor.id,
        posted_at=timezone.now(),
    )
    return post([row], posting)


def period_of(item: CatalogueItem, payload: dict[str, str]) -> Period:
    """When the row holds: the twin, for one row, of `validation.holds`."""
    holds = item.holds
    first = payload.get(holds.start) or payload[holds.fallback or holds.start]
    given = payload.get(holds.end or "")
    start = date.fromisoformat(first)
    if not given:
        return Period.starting(start)
    end = date.fromisoformat(given)
    if end in {*holds.open_end, _LAST_DAY}:
        return Period.starting(start)
    return Period(start, end + timedelta(days=1) if holds.last_day else end)


def _code(asked: Question, chosen: SubjectView) -> str:
    return asked.code if asked.kind == Question.Kind.NAME_DISAGREES else chosen.code
