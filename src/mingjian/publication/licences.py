"""Administrative licences of organisations as everybody may see them (双公示)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from mingjian.effects.disputed import disputed_records
from mingjian.effects.known import among, versions_of
from mingjian.kernel.period import Period
from mingjian.ledger.read import as_of
from mingjian.ledger.version_view import VersionView

ITEM: Final = "licence"
CODE: Final = "XK_XDR_SHXYM"
DECIDED: Final = "XK_JDRQ"
CLASS: Final = "XK_XKLB"
"""Catalogue item, and its fields of the party's code, the day and the class of the decision."""
_INVALID: Final = "2"
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PublicLicence:
    """A licence in force: its decision, class, authority and days; nothing that names a person."""

    record_id: UUID
    subject_id: int
    unit_id: str
    number: str
    title: str
    category: str
    authority: str
    decided_on: date
    holds: Period
    disputed: bool

    @property
    def last_day(self) -> date | None:
        """The last day on which it is valid, as the form has it; None: it has no end."""
        return None if self.holds.end is None else self.holds.end - _DAY


def public_licences(subject_id: int, on: date) -> list[PublicLicence]:
    """Those of an organisation in force on the day, the latest first."""
    return public_among(as_of(subject_id, valid_on=on, items=[ITEM]), on)


def public_among(versions: Iterable[VersionView], on: date) -> list[PublicLicence]:
    """Those of the versions that everybody may see on the day, the latest first.

    None before its decision, none outside its days, none that its authority called invalid.
    """
    items = versions_of([ITEM])
    public = [
        one
        for one in versions
        if on in one.valid
        and decided_on(one.payload) <= on
        and one.payload.get("XK_ZT") != _INVALID
        and (item := among(items, ITEM, decided_on(one.payload))) is not None
        and item.public
    ]
    disputed = disputed_records([one.record_id for one in public], on)
    shown = [_licence(one, disputed) for one in public]
    return sorted(shown, key=lambda one: (one.decided_on, one.number), reverse=True)


def decided_on(payload: Mapping[str, Any]) -> date:
    """The day of the decision."""
    return date.fromisoformat(payload[DECIDED])


def class_of(category: str) -> str:
    """The class of the code list: what completes it (其他-备案) is left out."""
    return category.partition("-")[0]


def _licence(version: VersionView, disputed: Collection[UUID]) -> PublicLicence:
    said = {name: str(version.payload.get(name, "")) for name in _FIELDS}
    return PublicLicence(
        record_id=version.record_id,
        subject_id=version.subject_id,
        unit_id=version.unit_id,
        number=said["XK_WSH"],
        title=said["XK_XKWS"],
        category=said[CLASS],
        authority=said["XK_XKJG"],
        decided_on=decided_on(version.payload),
        holds=version.valid,
        disputed=version.record_id in disputed,
    )


_FIELDS: Final = ("XK_WSH", "XK_XKWS", CLASS, "XK_XKJG")
