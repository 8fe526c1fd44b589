"""The engine inside the process: DuckDB with a bound on memory and a place to spill."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb

from mingjian.intake import sql

MEMORY: Final = "600MB"
THREADS: Final = min(4, os.cpu_count() or 1)


@contextmanager
def engine(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty DuckDB that spills into `folder`; nothing is fetched from anywhere."""
    spill = folder / "spill"
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": THREADS,
        "memory_limit": MEMORY,
        "temp_directory": str(spill),
        "autoinstall_known_extensions": False,
    }
    try:
        with duckdb.connect(config=config) as con:
            yield con
    finally:
        shutil.rmtree(spill, ignore_errors=True)


def write(con: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    """Write a query's rows as parquet: whole or not at all, also when killed meanwhile."""
    draft = path.with_name(f"{path.name}.draft")
    con.execute(sql.copied(query, draft))
    draft.replace(path)
