"""The papers a step issues and the notices it sends, over the room of papers."""

from collections.abc import Iterable, Mapping

from mingjian.cases.letter_facts import letter_facts
from mingjian.cases.models import CaseNotice, CasePaper, CaseStep
from mingjian.cases.move import Move, last_paper
from mingjian.cases.problems import NoSuperior
from mingjian.papers.draft import Addressee, Draft
from mingjian.papers.make import make
from mingjian.papers.models import Channel
from mingjian.papers.send import send
from mingjian.policy.schema.procedure import Notice, PaperKind
from mingjian.policy.standing import policies

Issued = Mapping[str, int]
CREDIT_OFFICE = "区信用办"
_SIGNED = frozenset({"head", "reviewer", "office"})
_FOR_THEIR_OWN = frozenset({"reviewer", "office"})


def issue(move: Move, row: CaseStep) -> Issued:
    """Attach what was handed in, make what the step issues; the number of a paper of each kind."""
    found: dict[str, int] = {}
    for paper in move.papers:
        found.setdefault(paper.kind, paper.id)
        CasePaper.objects.create(step=row, paper_id=paper.id, issued=False)
    for kind in _wanted(move):
        if kind == move.step.makes or kind not in found:
            found[kind] = _sent_on(move, kind) or _made(move, row, kind)
    return found


def _sent_on(move: Move, kind: PaperKind) -> int | None:
    """The last paper of this kind in the case, unless the step issues a new one."""
    return None if kind == move.step.makes else last_paper(move, kind)


def _made(move: Move, row: CaseStep, kind: PaperKind) -> int:
    number = make(_draft(move, kind)).id
    CasePaper.objects.create(step=row, paper_id=number, issued=True)
    return number


def notify(move: Move, row: CaseStep, issued: Issued, receivers: Iterable[str]) -> None:
    """Send the step's notices; to `receivers`, one for each unit, its receipt awaited."""
    for notice in move.step.notices:
        for to in _addressees(move, notice, receivers):
            channel = move.doing.channel if to.subject_id is not None else Channel.INBOX
            sent = send(issued[notice.paper], to, channel, actor=move.actor.id, on=move.day)
            CaseNotice.objects.create(step=row, notice_id=sent.id)


def _wanted(move: Move) -> list[PaperKind]:
    made = [move.step.makes] if move.step.makes else []
    return list(dict.fromkeys([*made, *(notice.paper for notice in move.step.notices)]))


def _addressees(move: Move, notice: Notice, receivers: Iterable[str]) -> list[Addressee]:
    if notice.to == "subject":
        return [Addressee(subject_id=move.case.subject_id, email=move.doing.email)]
    if notice.to == "receivers":
        return [Addressee(unit_id=unit, answers=True) for unit in sorted(set(receivers))]
    # A review tells the unit whose answer was looked at.
    unit = (move.case.parent or move.case).unit_id
    return [Addressee(unit_id=unit if notice.to == "unit" else superior(move.case.unit_id))]


def superior(unit_id: str) -> str:
    """To whom a unit reports: the unit above it, else the credit office of the district.

    Raises:
        NoSuperior: the packs know neither.
    """
    known = policies()
    office = known.unit_named(CREDIT_OFFICE)
    above = known.unit(unit_id).parent or (office.id if office else None)
    if above is None:
        raise NoSuperior(unit=unit_id)
    return above


def _draft(move: Move, kind: PaperKind) -> Draft:
    case, step = move.case, move.step
    signed = step.by in _SIGNED
    return Draft(
        kind=kind,
        title=f"{move.procedure.name.zh}·{step.name.zh}",
        actor=move.actor.id,
        unit_id=_author(move),
        subject_id=case.subject_id,
        facts=letter_facts(move, kind),
        signed_by=move.actor.name if signed else "",
        signed_on=move.day if signed else None,
    )


def _author(move: Move) -> str:
    """The unit that writes; none where the subject does."""
    if move.step.by == "subject":
        return ""
    return move.unit_id if move.step.by in _FOR_THEIR_OWN else move.case.unit_id
