"""What an effect of a record takes from the record itself, so that nobody can say otherwise."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from psycopg.types.range import DateRange

from mingjian.effects.known import edition_of
from mingjian.effects.models import KnownItem
from mingjian.effects.models.effect import OfRecord
from mingjian.effects.problems import NoSuchEffect
from mingjian.kernel.period import Period
from mingjian.ledger.read import as_of, stand
from mingjian.ledger.version_view import VersionView
from mingjian.policy.schema.base import Text

Row = TypeVar("Row", bound=OfRecord)


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of a record: whose it is, and its content."""

    record_id: UUID
    item: str
    subject_id: int
    unit_id: str
    payload: Mapping[str, Any]


def standing(record_id: UUID) -> Standing:
    """What stands of the record, its latest days first.

    Raises:
        NoSuchEffect: nothing does.
    """
    versions = as_of(record_id)
    if not versions:
        raise NoSuchEffect(what=str(record_id))
    return standing_of(versions[-1])


def standings(record_ids: Collection[UUID]) -> dict[UUID, Standing]:
    """The same of each record of which something stands, with one statement."""
    return {one.record_id: standing_of(one) for one in stand(record_ids)}


def standing_of(version: VersionView) -> Standing:
    """A version as what stands of its record."""
    return Standing(
        version.record_id, version.item, version.subject_id, version.unit_id, version.payload
    )


def taken(row: Row, record: Standing, item: KnownItem | None) -> Row:
    """The row with subject, item, unit, code and basis of the record; blanks where it has none."""
    row.record_id, row.item = record.record_id, record.item
    row.subject_id, row.unit_id = record.subject_id, record.unit_id
    row.code = str(record.payload.get(item.code_field, "") if item else "").upper()
    row.basis, row.edition_id = _basis(item, record), edition_of(item)
    return row


def shaped(row: Row, holds: Period, way_out: Text, remedy: Text) -> Row:
    """The row with its days, its way out and its remedy."""
    row.holds = DateRange(holds.start, holds.end)
    row.exit_zh, row.exit_en = way_out.zh, way_out.en
    row.remedy_zh, row.remedy_en = remedy.zh, remedy.en
    return row


def _basis(item: KnownItem | None, record: Standing) -> str:
    if item is None:
        return ""
    return item.own_basis or str(record.payload.get(item.basis_field, ""))
