"""Short names for pyarrow's types."""

from typing import Any

import pyarrow as pa

# The stubs of pyarrow's compute functions know neither text columns nor dictionaries.
Column = Any


def schema(**columns: pa.DataType) -> pa.Schema:
    """The schema of these columns, in this order."""
    return pa.schema(columns)
