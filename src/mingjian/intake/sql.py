"""Small pieces of SQL for the engine inside the process."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

ROW_GROUP: Final = 20_480


def name(text: str) -> str:
    """A quoted column or table name."""
    return '"' + text.replace('"', '""') + '"'


def text(value: str) -> str:
    """A quoted text."""
    return "'" + value.replace("'", "''") + "'"


def file(path: Path) -> str:
    """A parquet file as a table."""
    return f"read_parquet({text(str(path))})"


def copied(query: str, path: Path) -> str:
    """The statement that writes a query's rows to a parquet file."""
    # Small groups: whoever reads the file holds a group of each thread whole, long texts and all.
    how = f"FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE {ROW_GROUP}"
    return f"COPY ({query}) TO {text(str(path))} ({how})"


def table(con: duckdb.DuckDBPyConnection, query: str) -> pa.Table:
    """All rows of a query: for what is known to be small enough."""
    found: pa.Table = con.sql(query).to_arrow_table()
    return found


def batches(
    con: duckdb.DuckDBPyConnection, query: str, facts: Mapping[str, object] | None = None
) -> pa.RecordBatchReader:
    """The rows of a query, some ten thousand at a time."""
    found: pa.RecordBatchReader = con.sql(query, params=dict(facts or {})).to_arrow_reader(20_000)
    return found
