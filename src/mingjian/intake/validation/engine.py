"""The engine inside the process: DuckDB with a bound on memory and a place to spill."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import ibis
from ibis.backends.duckdb import Backend

MEMORY: Final = "600MB"
THREADS: Final = min(4, os.cpu_count() or 1)


@contextmanager
def engine(folder: Path) -> Iterator[Backend]:
    """An empty DuckDB that spills into `folder`; nothing is fetched from anywhere."""
    spill = folder / "spill"
    con = ibis.duckdb.connect(
        threads=THREADS,
        memory_limit=MEMORY,
        temp_directory=str(spill),
        autoinstall_known_extensions=False,
    )
    try:
        yield con
    finally:
        con.disconnect()
        shutil.rmtree(spill, ignore_errors=True)


def write(con: Backend, table: ibis.Table, path: Path) -> None:
    """Write a table as parquet: whole or not at all, also when the process is killed meanwhile."""
    draft = path.with_name(f"{path.name}.draft")
    con.to_parquet(table, draft, compression="zstd")
    seal(draft, path)


def seal(draft: Path, path: Path) -> None:
    """Give a finished draft its name, when its bytes are on the disk."""
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    draft.replace(path)
