"""Administrative licences of an organisation as everybody may see them (双公示)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from mingjian.effects.known import item_on
from mingjian.kernel.period import Period
from mingjian.ledger.read import VersionView, as_of

ITEM: Final = "licence"
_INVALID: Final = "2"


@dataclass(frozen=True, slots=True)
class PublicLicence:
    """A licence in force: its decision, class, authority and days; nothing that names a person."""

    number: str
    title: str
    category: str
    authority: str
    unit_id: str
    decided_on: date
    holds: Period


def public_licences(subject_id: int, on: date) -> list[PublicLicence]:
    """Those in force on the day, the latest first; none that its authority called invalid."""
    found = as_of(subject_id, valid_on=on, items=[ITEM])
    shown = [_licence(one) for one in found if _is_public(one, on)]
    return sorted(shown, key=lambda one: (one.decided_on, one.number), reverse=True)


def _is_public(version: VersionView, on: date) -> bool:
    decided = _decided(version)
    item = item_on(ITEM, decided)
    public = item is not None and item.public
    return public and decided <= on and version.payload.get("XK_ZT") != _INVALID


def _decided(version: VersionView) -> date:
    return date.fromisoformat(version.payload["XK_JDRQ"])


def _licence(version: VersionView) -> PublicLicence:
    said = {name: str(version.payload.get(name, "")) for name in _FIELDS}
    return PublicLicence(
        number=said["XK_WSH"],
        title=said["XK_XKWS"],
        category=said["XK_XKLB"],
        authority=said["XK_XKJG"],
        unit_id=version.unit_id,
        decided_on=_decided(version),
        holds=version.valid,
    )


_FIELDS: Final = ("XK_WSH", "XK_XKWS", "XK_XKLB", "XK_XKJG")
