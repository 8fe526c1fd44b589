"""The rows of one delivery in a temporary table, ready to be compared with the registry."""

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
from django.db.backends.utils import CursorWrapper

from mingjian.kernel.uscc_tables import KINDS, SubjectClass
from mingjian.registry.arrow import Column
from mingjian.registry.codes import valid_codes
from mingjian.registry.copying import copy_in, temporary
from mingjian.registry.names import normal_column
from mingjian.registry.problems import InvalidCodes

FACTS: Final = ("status", "division", "town", "industry", "address")
"""What a register tells of a subject besides its name, kind and day of registration; all text."""

_CLASSES: Final = frozenset(kind.value for kind in SubjectClass)


def stage(cursor: CursorWrapper, table: pa.Table) -> None:
    """Puts the rows into `registry_incoming`; of rows with one code the last one stays.

    `table` needs `code` and `name`; what it lacks of kind, FACTS and registered_on is not known.

    Raises:
        InvalidCodes: when a code is not valid.
    """
    _refuse_invalid(table["code"])
    names = ("code", "name", "normal_name", "kind", *FACTS)
    columns = [f"{name} text" for name in names]
    temporary(cursor, "registry_given", [*columns, "registered_on date", "place bigint"])
    copy_in(cursor, "registry_given", _prepared(table).to_batches(max_chunksize=50_000))
    cursor.execute("DROP TABLE IF EXISTS pg_temp.registry_incoming")
    cursor.execute(
        "CREATE TEMPORARY TABLE registry_incoming ON COMMIT DROP AS "
        "SELECT DISTINCT ON (code) * FROM registry_given ORDER BY code, place DESC"
    )
    cursor.execute("ANALYZE registry_incoming")


def _prepared(table: pa.Table) -> pa.Table:
    names = _text(table, "name")
    columns = {
        "code": _text(table, "code"),
        "name": names,
        "normal_name": normal_column(names),
        "kind": _kinds(table),
        **{fact: _text(table, fact) for fact in FACTS},
        "registered_on": _column(table, "registered_on", pa.date32()),
        "place": pa.array(range(len(table)), pa.int64()),
    }
    return pa.table(columns)


def _column(table: pa.Table, name: str, kind: pa.DataType) -> Column:
    if name in table.column_names:
        return table[name].cast(kind)
    return pa.chunked_array([pa.array([None] * len(table), kind)])


def _text(table: pa.Table, name: str) -> Column:
    """The column without outer spaces and without line breaks; nothing is an empty text."""
    column = _column(table, name, pa.string())
    filled: Column = pc.fill_null(column, "")
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(filled, r"[\r\n\t\x00]+", " "))


def _kinds(table: pa.Table) -> Column:
    """The kind given, when it is one of ours, else the one that the code tells."""
    given, codes = _text(table, "kind").to_pylist(), _text(table, "code").to_pylist()
    return pa.array(
        [k if k in _CLASSES else _class_of(c) for k, c in zip(given, codes, strict=True)]
    )


def _class_of(code: str) -> str:
    kind = KINDS.get(code[:2])
    return (SubjectClass.OTHER if kind is None else kind.subject_class).value


def _refuse_invalid(codes: Column) -> None:
    given = codes.to_pylist()
    wrong = [code for code, good in zip(given, valid_codes(given), strict=True) if not good]
    if wrong:
        raise InvalidCodes(count=len(wrong), example=wrong[0])
