"""A subject's file over HTTP."""

from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from pydantic import AwareDatetime, StringConstraints

from mingjian.accounts.access import access
from mingjian.accounts.actor import actor_of
from mingjian.ledger.consult import consult
from mingjian.ledger.problems import UnknowableMoment
from mingjian.ledger.version_view import VersionView

router = Router(tags=["records"])

ItemId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{0,79}$")]


class RecordsIn(Schema):
    """Which records, as of which day and moment."""

    valid_on: date | None = Field(None, description="该日有效 / holding on that day")
    known_on: AwareDatetime | None = Field(
        None, description="当时所知，须带时区，默认现在 / as known then, with time zone; now"
    )
    item: list[ItemId] = Field([], description="只看这些数据项 / only these items")


class RecordOut(Schema):
    """One version of a record, with its source."""

    record_id: UUID
    seq: int = Field(description="版次 / version of the record")
    item: str = Field(description="数据项 / catalogue item")
    unit_id: str = Field(description="来源单位 / the unit that sent it")
    valid_from: date
    valid_to: date | None = Field(description="不含在内；长期为空 / excluded; empty when open")
    known_from: datetime
    known_until: datetime | None = Field(description="现行为空 / empty while it stands")
    submission_id: int = Field(description="批次 / submission")
    row_no: int = Field(description="报送人文件中的行号 / row in the sender's file")
    edition_id: str = Field(description="政策包版本 / edition of the policy pack")
    act: str = Field(description="posted 报送 / corrected 更正 / amended 部分变更")
    digest: str = Field(description="内容文本的 SHA-256 / SHA-256 of the content's text")
    payload: dict[str, Any] = Field(description="按数据项字段 / by the item's fields")


class FileOut(Schema):
    """What is on a subject's file, as far as the asker may see it."""

    subject_id: int
    code: str
    name: str
    units: list[str] | None = Field(description="可见范围；全部为空 / scope; empty when all")
    records: list[RecordOut]


@router.get("/subjects/{code}/records", response=FileOut, summary="主体的信用记录 / records")
@access("record.read")
def read_records(request: HttpRequest, code: str, asked: Query[RecordsIn]) -> dict[str, object]:
    """What is on file on both axes of time, with the source of each record. The look is logged."""
    moment = None if asked.known_on is None else _utc(asked.known_on)
    seen = consult(
        actor_of(request),
        code,
        valid_on=asked.valid_on,
        known_on=moment,
        items=asked.item or None,
    )
    return {
        "subject_id": seen.subject.subject_id,
        "code": seen.subject.code,
        "name": seen.subject.name,
        "units": None if seen.units is None else sorted(seen.units),
        "records": [_out(version) for version in seen.versions],
    }


def _out(version: VersionView) -> dict[str, object]:
    days = {"valid_from": version.valid.start, "valid_to": version.valid.end}
    return asdict(version) | days


def _utc(moment: datetime) -> datetime:
    """The moment in UTC: PostgreSQL refuses offsets of sixteen hours and more.

    Raises:
        UnknowableMoment: it lies outside the calendar.
    """
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise UnknowableMoment(place="known_on", moment=str(moment)) from error
