"""Names that disagree with the register's, code by code. Only here does a name count at all."""

from typing import Final

import duckdb
import pyarrow as pa

from mingjian.intake import sql
from mingjian.registry.names import normal

DISAGREES: Final = pa.schema([("code", pa.string()), ("name", pa.string()), ("known", pa.string())])
# What `normal` does to nearly every name; equal after this is equal after `normal`, which sees the
# few others. It is idempotent, and these are some of its steps.
_FOLDED: Final = "upper(replace(replace(replace(c.name, '（', '('), '）', ')'), ' ', ''))"
_PAIRS: Final = f"""
SELECT DISTINCT c.code, c.name, s.normal_name, s.former_normal_names
FROM candidate c JOIN subject s USING (code)
WHERE s.subject_id IS NOT NULL AND c.name IS NOT NULL AND {_FOLDED} IS DISTINCT FROM s.normal_name
"""  # noqa: S608 - names are quoted by sql.name


def disagreements(con: duckdb.DuckDBPyConnection) -> pa.Table:
    """The pairs of code and name where the subject has and had no such name."""
    found = [_disagreeing(batch) for batch in sql.batches(con, _PAIRS)]
    return pa.Table.from_batches(found, DISAGREES)


def _disagreeing(pairs: pa.RecordBatch) -> pa.RecordBatch:
    rows = [
        {"code": pair["code"], "name": pair["name"], "known": pair["normal_name"]}
        for pair in pairs.to_pylist()
        if normal(pair["name"]) not in {pair["normal_name"], *pair["former_normal_names"]}
    ]
    return pa.RecordBatch.from_pylist(rows, DISAGREES)
