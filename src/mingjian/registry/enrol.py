"""Subjects that a department names before the register does."""

import pyarrow as pa
from django.db.backends.utils import CursorWrapper

from mingjian.registry.arrow import schema
from mingjian.registry.copying import copy_out
from mingjian.registry.incoming import stage
from mingjian.registry.models import Origin
from mingjian.registry.open_files import open_files

_QUERY = """
SELECT i.code, c.subject_id FROM registry_incoming i JOIN registry_subjectcode c USING (code)
"""
_ANSWER = schema(code=pa.string(), subject_id=pa.int64())


def enrol_reported(cursor: CursorWrapper, table: pa.Table) -> pa.Table:
    """The subject of each code of `table` (code, name), made with origin `reported` when unknown.

    Returns (code, subject_id), one row per distinct code. The caller holds the transaction.

    Raises:
        InvalidCodes: when a code is not valid.
    """
    stage(cursor, table)
    open_files(cursor, Origin.REPORTED)
    return copy_out(cursor, _QUERY, _ANSWER)
