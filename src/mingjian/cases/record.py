"""Write a step down: its log entry, its row, its papers, its effect, its notices."""

from mingjian.cases.act import Act
from mingjian.cases.binding import perform
from mingjian.cases.models import CaseStep
from mingjian.cases.move import Move
from mingjian.cases.paperwork import issue, notify
from mingjian.evidence.append import append


def record(move: Move) -> None:
    """All of it, in the caller's transaction: none stays if one of them fails.

    Raises:
        LogUnavailable: the log could not be written.
        Problem: of papers and effects, as they refuse.
    """
    row = _row(move, _log(move))
    row.save(force_insert=True)
    issued = issue(move, row)
    receivers = perform(Act(move, row, issued))
    notify(move, row, issued, receivers)


def _row(move: Move, entry_id: int) -> CaseStep:
    case, step, counter = move.case, move.step, move.doing.counter
    return CaseStep(
        case=case,
        seq=len(move.taken) + 1,
        step=step.id,
        from_state=case.state,
        to_state=step.to,
        ends=move.procedure.state(step.to).end or "",
        effect=step.effect or "",
        day=move.day,
        at=move.at,
        actor=move.actor.id,
        unit_id=move.unit_id,
        reason=move.doing.reason.strip(),
        facts=dict(move.facts),
        capacity=counter.capacity if counter else "",
        proof_id=counter.proof if counter else None,
        entry_id=entry_id,
    )


def _log(move: Move) -> int:
    case, step = move.case, move.step
    body: dict[str, object] = {
        "case": case.pk,
        "number": case.number,
        "unit": case.unit_id,
        "procedure": case.procedure,
        "edition": case.edition_id,
        "about": [case.about, case.about_id],
        "seq": len(move.taken) + 1,
        "step": step.id,
        "from": case.state,
        "to": step.to,
        "effect": step.effect or "",
        "reason": move.doing.reason.strip(),
        "facts": dict(move.facts),
        "papers": [paper.id for paper in move.papers],
    }
    if (counter := move.doing.counter) is not None:
        body["counter"] = {"capacity": counter.capacity, "paper": counter.proof}
    kind = "case.step" if move.taken else "case.opened"
    return append(kind, actor=move.actor.id, body=body, subject_id=case.subject_id)
