"""Periods that pages count over: days at the ends of the calendar are told, never a fault."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from mingjian.web.periods import PeriodForm, period
from web.proceedings import OFFICE, browser

LENGTH = timedelta(days=30)
PAGES = ("/joint/", "/office/", "/cases/statistics/", "/public/licences/", "/served/")


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    "asked", [{"since": "9999-12-31"}, {"until": "9999-12-31"}, {"until": "0001-01-01"}]
)
def test_a_day_at_the_end_of_the_calendar_is_no_fault(address: str, asked: dict[str, str]) -> None:
    assert browser("credit_office", OFFICE).get(address, asked).status_code == 200


@pytest.mark.parametrize(
    ("day", "good"),
    [("1899-12-31", False), ("1900-01-01", True), ("2199-12-31", True), ("2200-01-01", False)],
)
def test_days_are_taken_from_1900_to_2199(day: str, good: bool) -> None:  # noqa: FBT001 - a table
    form = PeriodForm({"until": day})
    assert form.is_valid() is good
    last = date.fromisoformat(day) if good else timezone.localdate()
    assert period(form, LENGTH)[1] == last
    assert bool(form.errors) is not good
