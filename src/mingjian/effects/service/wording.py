"""What a row says of a service, in words."""

from mingjian.effects.models import ServedDecision
from mingjian.policy.schema.base import Text


def in_words(row: ServedDecision) -> Text:
    """Day, manner, procedure, and whether remedies were told; what is not known is a dash."""
    told_zh, told_en = ("已告知", "told") if row.told else ("未告知", "not told")
    day, how = row.served_on or "—", row.get_how_display() or "—"
    return Text(
        zh=f"{day}、{how}、{row.get_procedure_display()}、{told_zh}救济途径",
        en=f"{day}, {row.how or '—'}, {row.procedure}, remedies {told_en}",
    )
