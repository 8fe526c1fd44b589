"""Each test has a witness of its own: one that saw another test's log would cry fork."""

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def witness_folder(tmp_path: Path, settings: Settings) -> Path:
    """The site's witness folder during this test; the first look makes it."""
    settings.MINGJIAN_WITNESS = tmp_path / "witness"
    return tmp_path / "witness"
