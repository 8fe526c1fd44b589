"""The gate knows the made-up lists and measures."""

import pytest

from effects import world


@pytest.fixture
def told(db: None) -> None:  # noqa: ARG001 - it opens the database
    """Tell the gate, in the transaction of the test."""
    world.tell()


@pytest.fixture
def told_for_good(committed_db: str) -> None:  # noqa: ARG001 - it opens the database
    """Tell the gate, for good."""
    world.tell()
