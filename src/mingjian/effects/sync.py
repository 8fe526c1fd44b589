"""Tell the database what the packs say: lists, measures, items, units. At every migrate."""

import json
from collections.abc import Iterable
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone
from psycopg.types.range import Range, TimestamptzRange

from mingjian.effects.models.known import Known
from mingjian.effects.told_by_packs import told
from mingjian.policy.resolve import Policies

_TURN = "SELECT pg_advisory_xact_lock(hashtextextended('effects.sync', 0))"


@transaction.atomic
def sync(policies: Policies) -> dict[str, int]:
    """Close what no pack says any more and add what is new; how many rows each table gained.

    Rows are never changed, so that an old answer can be made again from those it was made of.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TURN)
    return {model._meta.db_table: _renew(model, rows) for model, rows in told(policies).items()}  # noqa: SLF001 - Django's own name


def _renew(model: type[Known], wanted: Iterable[Known]) -> int:
    now = timezone.now()
    current = {_said(row): row for row in _open(model)}
    said = {_said(row): row for row in wanted}
    for text, row in current.items():
        if text not in said:
            _open(model).filter(pk=row.pk).update(known=TimestamptzRange(row.known.lower, now))
    fresh = [row for text, row in said.items() if text not in current]
    for row in fresh:
        row.known = TimestamptzRange(now, None)
    _manager(model).bulk_create(fresh)
    return len(fresh)


def _open(model: type[Known]) -> "models.QuerySet[Any]":
    rows: models.QuerySet[Any] = _manager(model).filter(known__upper_inf=True)
    return rows


def _manager(model: type[Known]) -> "models.Manager[Any]":
    manager: models.Manager[Any] = model._default_manager  # noqa: SLF001 - Django's own name
    return manager


def _said(row: Known) -> str:
    """What the row says, as one text: two rows that say the same are the same."""
    fields = [f.attname for f in row._meta.concrete_fields if f.name not in {"id", "known"}]  # noqa: SLF001 - Django's own name
    return json.dumps({name: _plain(getattr(row, name)) for name in fields}, sort_keys=True)


def _plain(value: object) -> object:
    if isinstance(value, Range):
        return [str(value.lower), str(value.upper)]
    return json.loads(value) if isinstance(value, str) and value.startswith("{") else value
