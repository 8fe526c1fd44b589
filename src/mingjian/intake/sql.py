"""Small pieces of SQL for the engine inside the process."""

from pathlib import Path


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
    return f"COPY ({query}) TO {text(str(path))} (FORMAT parquet, COMPRESSION zstd)"
