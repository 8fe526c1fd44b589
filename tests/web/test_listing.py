"""Sorted, paged lists."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from mingjian.web.listing import listed


@dataclass(frozen=True)
class Row:
    name: str
    due: date | None = None
    rows: int = 0


ROWS = [Row("甲", date(2024, 3, 1), 2), Row("乙", None, 9), Row("丙", date(2024, 1, 1), 5)]


def _asked(**query: str) -> HttpRequest:
    return RequestFactory().get("/", query)


def _names(**query: str) -> list[str]:
    page = listed(_asked(**query), ROWS, sortable={"rows", "due"}, first="rows").page
    return [row.name for row in page]


def test_rows_are_sorted_by_the_column_asked_for() -> None:
    assert _names() == ["甲", "丙", "乙"]
    assert _names(sort="-rows") == ["乙", "丙", "甲"]


def test_missing_values_sort_without_breaking() -> None:
    assert _names(sort="due") == ["乙", "丙", "甲"]
    assert _names(sort="-due") == ["甲", "丙", "乙"]


@pytest.mark.parametrize("asked", ["name", "__class__", "rows;drop", "-", ""])
def test_a_column_nobody_offers_is_not_touched(asked: str) -> None:
    assert _names(sort=asked) == ["甲", "丙", "乙"]


@given(st.text(max_size=8))
def test_any_page_number_shows_a_page(number: str) -> None:
    listing = listed(_asked(page=number), ROWS, sortable=(), first="rows", per_page=2)
    assert 1 <= listing.page.number <= 2
    assert list(listing.page)


def test_a_page_number_longer_than_python_reads_is_the_last_page() -> None:
    number = "9" * 5000
    listing = listed(_asked(page=number), ROWS, sortable=(), first="rows", per_page=2)
    assert listing.page.number == 2


def test_the_listing_says_how_it_is_sorted() -> None:
    listing = listed(_asked(sort="-due"), ROWS, sortable={"due"}, first="rows")
    assert (listing.sort, listing.falling) == ("due", True)
