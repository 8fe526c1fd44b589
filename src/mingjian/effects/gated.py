"""Put the six parts into a row of an entry or measure."""

from typing import TypeVar

from psycopg.types.range import DateRange

from mingjian.effects.gate import SixParts
from mingjian.effects.models.effect import Gated

Row = TypeVar("Row", bound=Gated)


def filled(row: Row, parts: SixParts) -> Row:
    """The row with the parts in its columns."""
    row.law, row.article = parts.basis.law, parts.basis.article
    row.text_version = parts.basis.text_version
    row.decision_id, row.service_id = parts.decision, parts.notice
    row.holds = DateRange(parts.term.start, parts.term.end)
    if parts.term.until is not None:
        row.until_zh, row.until_en = parts.term.until.zh, parts.term.until.en
    row.exit_zh, row.exit_en = parts.exit.zh, parts.exit.en
    row.remedy_zh, row.remedy_en = parts.remedy.zh, parts.remedy.en
    return row


def told_of(parts: SixParts) -> dict[str, object]:
    """The parts for the log."""
    return {
        "law": parts.basis.law,
        "article": parts.basis.article,
        "decision": parts.decision,
        "service": parts.notice,
        "from": parts.term.start.isoformat(),
        "to": parts.term.end and parts.term.end.isoformat(),
    }
