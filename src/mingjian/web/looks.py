"""Who looked at an organisation, and why: from the log."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from mingjian.accounts.models import Account
from mingjian.evidence.read import EntryView, entries
from mingjian.kernel.problem import NotFound
from mingjian.policy.schema.base import Text
from mingjian.policy.standing import policies

KINDS: Final = ("check.asked", "check.feedback", "subject.read", "paper.read")
MOST: Final = 40


@dataclass(frozen=True, slots=True)
class Look:
    """One look: when, by which unit, in which matter, for which purpose and case."""

    entry_id: int
    at: datetime
    kind: str
    unit_id: str
    matter: Text | None
    purpose: Text | None
    case: str


def looks(subject_id: int, limit: int = MOST) -> list[Look]:
    """The latest looks of others, newest first; one's own are left out."""
    found = [one for kind in KINDS for one in entries(subject_id, kind=kind, limit=limit)]
    found.sort(key=lambda one: one.id, reverse=True)
    shown = (_look(one) for one in found)
    return [one for one in shown if one.unit_id][:limit]


def _look(one: EntryView) -> Look:
    asked = one.body.get("asked") or {}
    return Look(
        entry_id=one.id,
        at=one.at,
        kind=one.kind,
        unit_id=str(one.body.get("unit") or _unit(one.actor)),
        matter=_title("matter", str(asked.get("matter", ""))),
        purpose=_title("purpose", str(asked.get("purpose", ""))),
        case=str(asked.get("case", "")),
    )


def _unit(actor: str) -> str:
    """The unit of the person who looked; empty for the platform and for organisations."""
    kind, _, number = actor.partition(":")
    if kind != "user" or not number.isdecimal():
        return ""
    return Account.objects.filter(pk=number).values_list("unit_id", flat=True).first() or ""


def _title(table: str, id_: str) -> Text | None:
    if not id_:
        return None
    try:
        known = policies()
        return known.matter(id_).title if table == "matter" else known.purpose(id_).title
    except NotFound:
        return Text(zh=id_, en=id_)
