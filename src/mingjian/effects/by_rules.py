"""What the rules of its day say of publishing one penalty, or why that cannot be told."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from mingjian.effects.judge import judged_publication
from mingjian.effects.of_record import Standing
from mingjian.effects.penalty import Filed, filed
from mingjian.effects.publish import Publishing
from mingjian.effects.rules.publication import Publication
from mingjian.effects.target import End
from mingjian.effects.views import PublicationView
from mingjian.effects.wording import PUBLICATION_EXIT, REMEDY
from mingjian.kernel.verdict import CannotTell

ACTOR: Final = "system:effects"
CORRECTED: Final = "记录已更正，公示期重新计算"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a record is not published although nothing says that it must not be."""

    record_id: UUID
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done with a record: stop what was published, publish it, or ask.

    `published`: it is, and stays so.
    """

    published: bool = False
    stop: End | None = None
    publish: Publishing | None = None
    doubt: Doubt | None = None


def planned(record: Standing, known: PublicationView | None) -> Plan:
    """What is to be done with a record of which this publication is the latest.

    What is published and should still be so for the same days stays; a corrected row begins anew;
    what was stopped for good does not come back by being sent again.
    """
    if known is not None and known.end is not None and known.end.why != CORRECTED:
        return Plan()
    row = filed(record.payload)
    judged = judged_publication(row)
    wanted = _publishing(record.record_id, row, judged) if isinstance(judged, Publication) else None
    if known is not None and known.end is None:
        if wanted and (known.holds, known.rules) == (wanted.holds, wanted.rules):
            return Plan(published=True)
        return Plan(stop=_corrected(row.decided_on), publish=wanted, doubt=_doubt(record, judged))
    return Plan(publish=wanted, doubt=_doubt(record, judged))


def _doubt(record: Standing, judged: object) -> Doubt | None:
    return Doubt(record.record_id, judged.reason) if isinstance(judged, CannotTell) else None


def _publishing(record_id: UUID, row: Filed, days: Publication) -> Publishing | None:
    """What is published only exceptionally (轻微) is not published by a rule."""
    if days.exceptional:
        return None
    earliest = days.earliest_end
    return Publishing(
        record_id=record_id,
        decision_number=row.number,
        decided_on=row.decided_on,
        holds=days.period,
        earliest_end=None if isinstance(earliest, CannotTell) else earliest,
        grade=days.class_id,
        rules=days.rules,
        exit=PUBLICATION_EXIT,
        remedy=REMEDY,
        actor=ACTOR,
    )


def _corrected(on: date) -> End:
    return End(on, CORRECTED, "记录更正", ACTOR)
