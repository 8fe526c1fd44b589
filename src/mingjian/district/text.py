"""Columns of text, made by whole arrays: pyarrow's strings and numpy's days."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mingjian.district.dice import Flag, Whole

Column = pa.StringArray
Columns = Mapping[str, Column]
"""Field of the catalogue item -> one text for each row; "" is an empty cell."""

_join: Any = pc.binary_join_element_wise  # the stubs know no mix of arrays and single texts
_if_else: Any = pc.if_else  # as above


def chosen(words: Sequence[str], places: Whole) -> Column:
    """Return the word at each place."""
    return pa.array(words, pa.string()).take(pa.array(places, pa.int64()))


def joined(*parts: Column | str) -> Column:
    """Return the parts of each row written one after the other."""
    return cast("Column", _join(*parts, ""))


def repeated(word: str, rows: int) -> Column:
    """Return the same word for each row."""
    return chosen([word], np.zeros(rows, dtype=np.int64))


def numbered(numbers: Whole, digits: int = 0) -> Column:
    """Return whole numbers as text, with leading noughts up to `digits`."""
    text = pa.array(numbers, pa.int64()).cast(pa.string())
    return cast("Column", pc.utf8_lpad(text, digits, "0") if digits else text)


def either(flags: Flag, this: Column | str, other: Column | str) -> Column:
    """Return `this` where the flag is set, and `other` where it is not."""
    return cast("Column", _if_else(pa.array(flags), this, other))


def iso(days: Whole) -> Column:
    """Return days since 1970-01-01 as 2024-01-02."""
    return pa.array(np.datetime_as_string(days.astype("datetime64[D]")).tolist(), pa.string())


def years(days: Whole) -> Column:
    """Return the year of each day."""
    return numbered(days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970)
