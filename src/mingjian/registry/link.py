"""Subjects of many codes at once. Only a code links (law 5: a name merely proposes)."""

import pyarrow as pa
import pyarrow.compute as pc
from django.db.backends.utils import CursorWrapper

from mingjian.registry.arrow import Column, schema
from mingjian.registry.copying import copy_in, copy_out, temporary

# No name holds it: `normal` removes control characters.
_BETWEEN = "\x1f"
_SCHEMA = schema(
    code=pa.string(),
    subject_id=pa.int64(),
    normal_name=pa.string(),
    former_normal_names=pa.string(),
)
_QUERY = f"""
SELECT a.code, c.subject_id,
  max(n.normal_name) FILTER (WHERE n.use = 'current'),
  string_agg(n.normal_name, E'\\x{ord(_BETWEEN):02x}' ORDER BY n.id)
    FILTER (WHERE n.use <> 'current')
FROM registry_asked a
LEFT JOIN registry_subjectcode c ON c.code = a.code
LEFT JOIN registry_subjectname n ON n.subject_id = c.subject_id
GROUP BY a.code, c.subject_id
"""  # noqa: S608 - a fixed character


def resolve(cursor: CursorWrapper, codes: pa.Table) -> pa.Table:
    """Who holds each code of the column `code`; one row per distinct code, null where nobody does.

    Returns (code, subject_id, normal_name, former_normal_names): the current name in normal form,
    and a list of every other name that the subject has or had, aliases included.
    """
    distinct = pa.table({"code": pc.unique(pc.drop_null(codes["code"]))})
    temporary(cursor, "registry_asked", ["code text"])
    copy_in(cursor, "registry_asked", distinct.to_batches())
    cursor.execute("ANALYZE registry_asked")
    found = copy_out(cursor, _QUERY, _SCHEMA)
    joined: Column = found["former_normal_names"]
    others: Column = pc.split_pattern(joined, _BETWEEN)
    empty = pa.scalar([], pa.list_(pa.string()))
    return found.set_column(3, "former_normal_names", pc.coalesce(others, empty))
