"""Short names for pyarrow's types."""

from typing import Any

# The stubs of pyarrow's compute functions know neither text columns nor dictionaries.
Column = Any
