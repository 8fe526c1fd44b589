"""File an entry of a red list that others decide, with their own document."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from django.db import transaction

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import require
from mingjian.cases.engine.counting import months_after
from mingjian.cases.problems import NotFiledHere
from mingjian.effects.enter import Listing, enter
from mingjian.effects.gate import Article, SixParts, Term
from mingjian.effects.views import EntryView
from mingjian.papers.draft import Addressee, Draft
from mingjian.papers.keep import keep
from mingjian.papers.send import send
from mingjian.papers.serve import serve
from mingjian.policy.schema import ListDefinition
from mingjian.policy.schema.base import Text
from mingjian.policy.standing import policies
from mingjian.registry.find import SubjectView

RIGHT = "case.propose"


@dataclass(frozen=True, slots=True)
class Document:
    """The issuer's decision: who decided it, its number and day, how it reached the subject.

    `how`: one of the ways of `papers.serve`, as direct or publication.
    """

    issuer: str
    number: str
    decided_on: date
    served_on: date
    how: str
    file: BinaryIO | Path
    filename: str


@dataclass(frozen=True, slots=True)
class Filing:
    """Which list and whom, by which document. `until` None: as the list says, or its way out."""

    list_id: str
    about: SubjectView
    document: Document
    basis: Article
    exit: Text
    remedy: Text
    until: date | None = None


@transaction.atomic
def file_entry(filing: Filing, actor: Actor) -> EntryView:
    """Keep the document, say when it was served, and make the entry; it begins with the decision.

    Raises:
        UnderRule: the right to propose is not held in the own unit.
        UnknownList, NotFiledHere: it is no red list that others decide.
        FileTooLarge, StorageUnavailable, PaperUnfit, NumberTaken: the document does not do.
        PartMissing, EmptyPeriod, GateShut, AlreadyThere: as `effects.enter`.
        LogUnavailable: nothing was filed.
    """
    require(actor, RIGHT, unit_id=actor.unit_id)
    listing = fileable(filing.list_id, filing.document.decided_on)
    decision, service = _kept(filing, actor)
    parts = SixParts(
        basis=filing.basis,
        decision=decision,
        notice=service,
        term=_term(filing, listing),
        exit=filing.exit,
        remedy=filing.remedy,
    )
    return enter(Listing(listing.id, filing.about.subject_id, actor.unit_id, parts, actor.id))


def fileable(list_id: str, on: date) -> ListDefinition:
    """The list, when it is a red one that others decide.

    Raises:
        UnknownList: no pack in force has it.
        NotFiledHere: the district decides it itself, or it is black or watch.
    """
    found = policies().listing(list_id, on)
    if found.colour != "red" or found.part not in {"collects", "receives"}:
        raise NotFiledHere(list=found.title.zh, list_en=found.title.en)
    return found


def _kept(filing: Filing, actor: Actor) -> tuple[int, int]:
    """The document about this subject, and the proof of its service: their numbers."""
    given, about = filing.document, filing.about
    # One decision of the issuer names many: each copy has its number with the code beside it.
    draft = Draft(
        kind="decision",
        title=f"{given.issuer}：{given.number}",
        actor=actor.id,
        unit_id=actor.unit_id,
        subject_id=about.subject_id,
        number=f"{given.number}（{about.code}）",
        signed_by=given.issuer,
        signed_on=given.decided_on,
    )
    paper = keep(given.file, given.filename, draft)
    to = Addressee(subject_id=about.subject_id)
    notice = send(paper.id, to, "print", actor=actor.id, on=given.served_on)
    note = f"由{given.issuer}送达"
    return paper.id, serve(notice.id, given.served_on, given.how, actor=actor.id, note=note).id


def _term(filing: Filing, listing: ListDefinition) -> Term:
    start, end = filing.document.decided_on, filing.until
    if end is None and listing.term_months is not None:
        end = months_after(start, listing.term_months)
    return Term(start, end, None if end else filing.exit)
