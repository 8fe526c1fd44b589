"""Licences of all organisations to leaf through: the latest, as many as a person reads."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from mingjian.ledger.read import stand
from mingjian.publication.licences import PublicLicence, class_of, public_among
from mingjian.publication.models import Licence
from mingjian.publication.organisations import public_ones
from mingjian.publication.published import SHOWN_AT_MOST

# Some of the directory are gone, or of organisations that are not shown.
_LOOKED_AT: Final = 4 * SHOWN_AT_MOST
_AT_ONCE: Final = SHOWN_AT_MOST + 100


@dataclass(frozen=True, slots=True)
class WantedLicences:
    """Which: of a unit, a class (all when empty), of some subjects (None: of all), decided when.

    `since`, `until`: the first and the last day of decision, both included.
    """

    unit_id: str = ""
    category: str = ""
    about: Collection[int] | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ListedLicence:
    """A licence with its organisation."""

    name: str
    code: str
    licence: PublicLicence

    @property
    def number(self) -> str:
        """Of the decision."""
        return self.licence.number

    @property
    def category(self) -> str:
        """The class as filed."""
        return self.licence.category

    @property
    def authority(self) -> str:
        """Who licensed."""
        return self.licence.authority

    @property
    def decided_on(self) -> date:
        """When."""
        return self.licence.decided_on

    @property
    def last_day(self) -> date | None:
        """Of its validity; None: it has no end."""
        return self.licence.last_day


@dataclass(frozen=True, slots=True)
class LicenceList:
    """The latest of what was asked for; `cut`: there is more than shown."""

    rows: tuple[ListedLicence, ...]
    cut: bool


def licence_list(on: date, wanted: WantedLicences) -> LicenceList:
    """Valid licences on the day as the ledger has them now, the latest decision first."""
    records = list(_directory(on, wanted)[:_LOOKED_AT])
    found: list[ListedLicence] = []
    for start in range(0, len(records), _AT_ONCE):
        found += _shown(records[start : start + _AT_ONCE], on, wanted)
        if len(found) > SHOWN_AT_MOST:
            break
    cut = len(found) > SHOWN_AT_MOST or len(records) == _LOOKED_AT
    return LicenceList(tuple(found[:SHOWN_AT_MOST]), cut)


def _directory(on: date, wanted: WantedLicences) -> "QuerySet[Licence, UUID]":
    rows = Licence.objects.filter(Q(until=None) | Q(until__gt=on), decided_on__lte=on)
    asked = {
        "unit_id": wanted.unit_id,
        "category": wanted.category,
        "decided_on__gte": wanted.since,
        "decided_on__lte": wanted.until,
    }
    rows = rows.filter(**{name: value for name, value in asked.items() if value})
    if wanted.about is not None:
        rows = rows.filter(subject_id__in=wanted.about)
    return rows.order_by("-decided_on", "record_id").values_list("record_id", flat=True)


def _shown(records: list[UUID], on: date, wanted: WantedLicences) -> list[ListedLicence]:
    found = [one for one in public_among(stand(records), on) if _is_wanted(one, wanted)]
    who = public_ones({one.subject_id for one in found})
    return [
        ListedLicence(who[one.subject_id].name, who[one.subject_id].code, one)
        for one in found
        if one.subject_id in who
    ]


def _is_wanted(one: PublicLicence, wanted: WantedLicences) -> bool:
    """Asked again of what the ledger says: the directory may lag behind a correction."""
    return (
        wanted.unit_id in {"", one.unit_id}
        and wanted.category in {"", class_of(one.category)}
        and (wanted.about is None or one.subject_id in wanted.about)
        and (wanted.since is None or wanted.since <= one.decided_on)
        and (wanted.until is None or one.decided_on <= wanted.until)
    )
