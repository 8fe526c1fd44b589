"""Lists of rows on a page: sorted by a column the reader chose, cut into pages."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PER_PAGE: Final = 25
DEEPEST: Final = 10_000
_DIGITS: Final = 9


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of rows, and by which column they are sorted."""

    page: Page[Any]
    sort: str
    falling: bool


def listed(
    request: HttpRequest,
    rows: "QuerySet[Any] | Sequence[Any]",
    *,
    sortable: Collection[str],
    first: str,
    per_page: int = PER_PAGE,
) -> Listing:
    """The page the address asks for (`sort`, `page`); a column nobody offers sorts by `first`.

    `first` with a leading minus sorts falling. A page beyond the last shows the last.
    """
    asked = request.GET.get("sort", "")
    order = asked if asked.removeprefix("-") in sortable else first
    return Listing(
        paged(request, _sorted(rows, order), per_page),
        order.removeprefix("-"),
        order.startswith("-"),
    )


def paged(request: HttpRequest, rows: "QuerySet[Any] | Sequence[Any]", per_page: int) -> Page[Any]:
    """The page of rows the address asks for; one beyond the last shows the last."""
    return Paginator(rows, per_page).get_page(_page_number(request))


def _page_number(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    if not (asked.isascii() and asked.isdigit()):
        return 1
    # A number of thousands of digits is no number to Python: it refuses to read it.
    return min(int(asked[:_DIGITS]), DEEPEST)


def _sorted(rows: "QuerySet[Any] | Sequence[Any]", order: str) -> "QuerySet[Any] | Sequence[Any]":
    if isinstance(rows, QuerySet):
        return rows.order_by(order, "-pk")
    return sorted(rows, key=lambda row: _key(row, order), reverse=order.startswith("-"))


def _key(row: object, order: str) -> tuple[bool, Any]:
    """Rows without a value come first, as a number or a name cannot be compared with nothing."""
    value = getattr(row, order.removeprefix("-"))
    return (value is not None, value if value is not None else 0)
