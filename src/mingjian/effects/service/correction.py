"""A corrected service is told to every unit whose answers said otherwise; each must answer."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from mingjian.effects.models import ServedDecision, ToldCorrection
from mingjian.effects.of_record import Standing
from mingjian.effects.penalty import filed, party
from mingjian.effects.receivers import receivers
from mingjian.effects.service.term import term_told
from mingjian.effects.service.wording import in_words
from mingjian.effects.target import Target
from mingjian.effects.views import AdverseView
from mingjian.papers.draft import Addressee, Draft
from mingjian.papers.make import make
from mingjian.papers.receipts import Receipt, receipts_of
from mingjian.papers.send import send

TITLE: Final = "送达登记更正通知"
_CORRECTED: Final = "处罚决定 {number} 的送达登记已更正，决定何时生效确定据此重新计算。"
_ANEW: Final = "处罚决定 {number} 的送达登记更正之后，决定何时生效确定现已算出。"
_MOVES: Final = ("served_on", "procedure", "told")
"""What finality is computed from; the manner alone changes nothing that anybody was told."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A record's service as it was recorded, as it is now, and who received what was computed.

    `on`: the day on which is told how the decision stands. `anew`: what came again later.
    """

    record: Standing
    row: ServedDecision
    before: ServedDecision
    receivers: tuple[str, ...]
    on: date
    anew: AdverseView | None = None


def must_be_told(record: Standing, row: ServedDecision, before: ServedDecision) -> tuple[str, ...]:
    """The units that were told of the record or of what it became; none where nothing moves."""
    if all(getattr(row, name) == getattr(before, name) for name in _MOVES):
        return ()
    return receivers_of(record)


def receivers_of(record: Standing) -> tuple[str, ...]:
    """The units that were told of the record, or of what it is or was."""
    return tuple(receivers(Target("record", str(record.record_id))))


def tell(one: Correction, adverse: AdverseView | None, *, actor: str) -> None:
    """Send each receiver the letter, in the caller's transaction; `adverse`: what there is now.

    Raises:
        LogUnavailable: nothing was sent.
    """
    if not one.receivers:
        return
    paper = make(_letter(one, adverse, actor))
    anew = None if one.anew is None else one.anew.id
    ToldCorrection.objects.create(served=one.row, paper_id=paper.id, adverse_id=anew)
    for unit in one.receivers:
        send(paper.id, Addressee(unit_id=unit, answers=True), "inbox", actor=actor)


def told_of(served_ids: Collection[int]) -> dict[int, list[Receipt]]:
    """Who got notice of each of these corrections, and answered; of others nobody did."""
    rows = ToldCorrection.objects.filter(served__in=served_ids)
    papers = {row.paper_id: row.served_id for row in rows}
    found: dict[int, list[Receipt]] = {number: [] for number in served_ids}
    for one in receipts_of(papers):
        found[papers[one.paper_id]].append(one)
    return found


def _letter(one: Correction, adverse: AdverseView | None, actor: str) -> Draft:
    record, who = one.record, party(one.record.payload)
    matter = _CORRECTED if one.anew is None else _ANEW
    facts = {
        "name": who.name,
        "code": who.code,
        "matter": matter.format(number=filed(record.payload).number),
        "before": in_words(one.before).zh,
        "after": in_words(one.row).zh,
        "reason": one.row.reason,
        "term": term_told(record, one.row, adverse, one.on),
    }
    return Draft(
        kind="correction_notice",
        title=TITLE,
        actor=actor,
        unit_id=record.unit_id,
        subject_id=record.subject_id,
        facts=facts,
    )
