"""Records found by what a field of theirs says, with an index for each field that an item declares.

The index holds four bytes of what stands: a hash, so that no text is too long for it, in a b-tree,
where many records of one text cost no more than others.
"""

import hashlib
from collections.abc import Collection
from typing import Final

from django.db import connection
from psycopg import sql

from mingjian.ledger.identity import SEPARATOR
from mingjian.ledger.version_view import COLUMNS, VersionView, view_of
from mingjian.policy.resolve import Policies

_NAMES: Final = "ledger_searched_"
_MADE: Final = r"""
SELECT indexname FROM pg_indexes
WHERE tablename = 'ledger_version' AND indexname LIKE 'ledger\_searched\_%'
"""
_MAKE: Final = """
CREATE INDEX IF NOT EXISTS {name} ON ledger_version (hashtext(payload->>{field}))
WHERE item = {item} AND upper_inf(known)
"""
# One look into the index for each value, whatever the statistics say of a field they do not know:
# OFFSET 0 keeps the look apart. Item and field are written out: a parameter fits no partial index.
_STAND: Final = """
SELECT {columns} FROM unnest(%s::text[]) AS wanted (value) CROSS JOIN LATERAL (
  SELECT * FROM ledger_version WHERE item = {item} AND upper_inf(known)
    AND hashtext(payload->>{field}) = hashtext(wanted.value) AND payload->>{field} = wanted.value
  OFFSET 0) found
ORDER BY record_id, lower(valid)
"""


def stand_with(item: str, field: str, values: Collection[str]) -> list[VersionView]:
    """What stands of an item and has one of the values in a field; sorted by record, valid start.

    A field that its item declares as `searched` costs a look into an index for each value, however
    much is on file; for any other the item is read through once for each.
    """
    query = sql.SQL(_STAND).format(columns=sql.SQL(COLUMNS), item=item, field=field)
    with connection.cursor() as cursor:
        cursor.execute(query, [sorted(set(values))])
        return [view_of(row) for row in cursor.fetchall()]


def index_searched(policies: Policies) -> tuple[str, ...]:
    """Make the index of each field that a pack declares, drop the others; the names of those there.

    By the owner of the tables, at every migrate: nobody posts while a new one is made.
    """
    wanted = {_name(item, field): (item, field) for item, field in _declared(policies)}
    with connection.cursor() as cursor:
        cursor.execute(_MADE)
        for (name,) in cursor.fetchall():
            if name not in wanted:
                cursor.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
        for name, (item, field) in wanted.items():
            made = sql.SQL(_MAKE).format(name=sql.Identifier(name), item=item, field=field)
            cursor.execute(made)
    return tuple(wanted)


def _declared(policies: Policies) -> list[tuple[str, str]]:
    """Of every version of every item: what was posted under an earlier one is searched as well."""
    items = (item for pack in policies.packs for item in pack.catalogue)
    return sorted({(item.id, field) for item in items for field in item.searched})


def _name(item: str, field: str) -> str:
    """Short enough for the database, whatever item and field are called."""
    return _NAMES + hashlib.sha256(SEPARATOR.join((item, field)).encode()).hexdigest()[:16]
