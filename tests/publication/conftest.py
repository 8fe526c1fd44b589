"""The gate knows the made-up lists and measures."""

from effects.conftest import told

__all__ = ["told"]
