"""Arrow tables into PostgreSQL and back by COPY: what makes a million rows a matter of seconds."""

from collections.abc import Iterable, Sequence
from io import BytesIO

import pyarrow as pa
from django.db.backends.utils import CursorWrapper
from pyarrow import csv

Batches = Iterable[pa.RecordBatch]

_WRITING = csv.WriteOptions(include_header=False, quoting_style="all_valid")


def copy_in(cursor: CursorWrapper, target: str, batches: Batches) -> int:
    """Copies the batches into `target` (a table, or table and columns); returns the rows.

    A null becomes NULL, an empty text stays one. The columns go by place, not by name.
    """
    rows = 0
    with cursor.copy(f"COPY {target} FROM STDIN (FORMAT csv)") as copy:
        for batch in batches:
            buffer = BytesIO()
            csv.write_csv(batch, buffer, _WRITING)
            copy.write(buffer.getbuffer())
            rows += batch.num_rows
    return rows


def copy_out(cursor: CursorWrapper, query: str, schema: pa.Schema) -> pa.Table:
    """The answer to `query` (no parameters) as a table of `schema`; texts hold no line breaks."""
    answer = BytesIO()
    with cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv)") as copy:
        for block in copy:
            answer.write(block)
    if answer.tell() == 0:
        return schema.empty_table()
    answer.seek(0)
    return _parsed(answer, schema)


def temporary(cursor: CursorWrapper, name: str, columns: Sequence[str]) -> None:
    """An empty temporary table of this transaction; of one name and purpose there is one.

    Emptied and not made anew: a table that is gone keeps its locks to the end of the transaction,
    and the server has only so many.
    """
    shape = ", ".join(columns)
    cursor.execute(f"CREATE TEMPORARY TABLE IF NOT EXISTS {name} ({shape}) ON COMMIT DROP")
    cursor.execute(f"TRUNCATE pg_temp.{name}")


def _parsed(answer: BytesIO, schema: pa.Schema) -> pa.Table:
    return csv.read_csv(
        answer,
        read_options=csv.ReadOptions(column_names=schema.names),
        convert_options=csv.ConvertOptions(
            column_types=schema,
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
            true_values=["t"],
            false_values=["f"],
        ),
    )
