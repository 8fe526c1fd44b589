"""What the room tells about its rows."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mingjian.papers.models import Notice, Paper, Service


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper. `facts` is empty for a file; `filename` is empty for a paper made from facts."""

    id: int
    kind: str
    number: str
    title: str
    unit_id: str
    subject_id: int | None
    signed_by: str
    signed_on: date | None
    sha256: str
    filename: str
    facts: Mapping[str, Any]
    actor: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class ServiceView:
    """The proof that a notice arrived."""

    id: int
    notice_id: int
    served_on: date
    how: str
    proof_id: int | None
    note: str
    actor: str


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice with its paper, its proof of service, and why its last mail failed (or empty)."""

    id: int
    paper: PaperView
    subject_id: int | None
    unit_id: str
    channel: str
    address: str
    sent_on: date
    actor: str
    service: ServiceView | None
    mail_problem: str

    @property
    def served_on(self) -> date | None:
        """The day of service; None while there is no proof."""
        return None if self.service is None else self.service.served_on


def paper_view(row: Paper) -> PaperView:
    """The row as told."""
    return PaperView(
        id=row.pk,
        kind=row.kind,
        number=row.number,
        title=row.title,
        unit_id=row.unit_id,
        subject_id=row.subject_id,
        signed_by=row.signed_by,
        signed_on=row.signed_on,
        sha256=row.sha256,
        filename=row.filename,
        facts=_facts(row.facts),
        actor=row.actor,
        made_at=row.made_at,
    )


def service_view(row: Service) -> ServiceView:
    """The row as told."""
    return ServiceView(
        row.pk, row.notice_id, row.served_on, row.how, row.proof_id, row.note, row.actor
    )


def notice_view(row: Notice) -> NoticeView:
    """The row as told; reads its paper, service and mails where they were not fetched with it."""
    proof = getattr(row, "service", None)
    service = None if proof is None else service_view(proof)
    return _notice(row, paper_view(row.paper), service, _last_problem(row))


def sent_view(row: Notice, about: PaperView) -> NoticeView:
    """A notice that was sent just now: nothing can have come back yet, so nothing is read."""
    return _notice(row, about, None, "")


def _notice(row: Notice, about: PaperView, service: ServiceView | None, problem: str) -> NoticeView:
    return NoticeView(
        id=row.pk,
        paper=about,
        subject_id=row.subject_id,
        unit_id=row.unit_id,
        channel=row.channel,
        address=row.address,
        sent_on=row.sent_on,
        actor=row.actor,
        service=service,
        mail_problem=problem,
    )


def _facts(given: Any) -> Mapping[str, Any]:
    """As text while the row is new, parsed when it was read back."""
    parsed: Mapping[str, Any] = json.loads(given) if isinstance(given, str) else given or {}
    return parsed


def _last_problem(row: Notice) -> str:
    mails = sorted(row.mails.all(), key=lambda mail: mail.pk)
    return mails[-1].problem if mails else ""
