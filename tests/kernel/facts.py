"""Reads the shared facts beside the checkout; a test that needs an absent one is skipped."""

import csv
from datetime import date
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"


def rows(name: str) -> list[dict[str, str]]:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the shared facts are not here: {name}")
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def day(text: str) -> date:
    return date.fromisoformat(text)
