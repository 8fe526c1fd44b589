import pickle
from datetime import date

import pytest

from kernel.calendars import listed, real_calendar, small_calendar
from kernel.facts import day, rows
from mingjian.kernel.workdays import (
    BeyondAllYears,
    Calendar,
    ContradictoryCalendar,
    Deadline,
    NegativeDays,
)

FIRST, LAST = date(2018, 1, 1), date(2026, 12, 31)
DOMAIN_TABLE = {
    "2019-06-03": "2019-06-13",
    "2019-09-26": "2019-10-11",
    "2019-09-29": "2019-10-14",
    "2019-01-30": "2019-02-13",
    "2020-01-20": "2020-02-06",
    "2023-04-21": "2023-05-04",
    "2024-09-27": "2024-10-12",
    "2025-09-26": "2025-10-13",
    "2026-02-10": "2026-02-26",
    "2026-04-30": "2026-05-13",
}


@pytest.mark.parametrize(("decided", "due"), DOMAIN_TABLE.items())
def test_seven_working_days_of_the_domain_table(decided: str, due: str) -> None:
    deadline = real_calendar().add(day(decided), 7)
    assert deadline == Deadline(day(due))
    assert not deadline.provisional


def test_every_day_since_2018_agrees_with_three_sources() -> None:
    calendar = real_calendar()
    listed_days = {day(row["date"]): row for row in rows("data/cn_calendar_2007_2026.csv")}
    columns = ("is_workday", "chinesecalendar_is_workday", "holidays_is_workday")
    every = [date.fromordinal(n) for n in range(FIRST.toordinal(), LAST.toordinal() + 1)]
    for each in every:
        weekday = "1" if each.isoweekday() <= 5 else "0"
        told = {listed_days[each][c] for c in columns} if each in listed_days else {weekday}
        assert told == {"1" if calendar.is_workday(each) else "0"}, each
    assert len(set(every) & set(listed_days)) == 315


@pytest.mark.parametrize(("n", "count"), [(5, 324), (7, 324), (20, 319)])
def test_every_deadline_vector(n: int, count: int) -> None:
    calendar = real_calendar()
    vectors = rows("data/workday_deadline_vectors.csv")
    told = [row for row in vectors if row[f"plus_{n}_workdays"]]
    wrong = [
        row
        for row in told
        if calendar.add(day(row["decision_date"]), n).day != day(row[f"plus_{n}_workdays"])
    ]
    assert len(told) == count
    assert wrong == []


def test_the_day_of_decision_is_not_counted() -> None:
    assert small_calendar().add(date(2021, 5, 5), 1).day == date(2021, 5, 6)


def test_a_made_up_saturday_counts_and_a_holiday_monday_does_not() -> None:
    calendar = small_calendar()
    assert calendar.is_workday(date(2021, 5, 8))
    assert not calendar.is_workday(date(2021, 5, 3))
    assert calendar.add(date(2021, 5, 7), 1).day == date(2021, 5, 8)
    assert calendar.add(date(2021, 4, 30), 1).day == date(2021, 5, 4)


@pytest.mark.parametrize(
    ("last", "moved"),
    [("2021-05-01", "2021-05-04"), ("2021-05-08", "2021-05-08"), ("2021-05-09", "2021-05-10")],
)
def test_a_last_day_on_a_holiday_moves_on(last: str, moved: str) -> None:
    assert small_calendar().last_day_moves(day(last)).day == day(moved)
    assert small_calendar().add(day(last), 0).day == day(moved)


def test_a_negative_number_of_days_is_refused() -> None:
    with pytest.raises(NegativeDays) as caught:
        small_calendar().add(date(2021, 5, 5), -1)
    assert "-1" in caught.value.sentence("zh")


@pytest.mark.parametrize("n", [10_000_000, 10**30])
def test_a_deadline_after_the_year_9999_is_refused(n: int) -> None:
    with pytest.raises(BeyondAllYears):
        small_calendar().add(date(2021, 5, 5), n)


def test_beyond_the_published_years_the_result_is_provisional_and_says_which() -> None:
    deadline = small_calendar().add(date(2021, 12, 30), 3)
    assert deadline.day == date(2022, 1, 4)
    assert deadline.provisional
    assert deadline.unpublished == (2022,)
    assert deadline.reason == "2022 年放假安排尚未公布或未载入，暂按周一至周五计算"
    assert deadline.explain("en") == (
        "No holiday notice is loaded for 2022; counted as Monday to Friday"
    )


def test_many_unpublished_years_are_not_all_named() -> None:
    reason = small_calendar().add(date(2021, 12, 30), 2000).explain("en")
    assert reason is not None
    assert "2022, 2023, 2024 …" in reason


def test_a_result_within_the_published_years_gives_no_reason() -> None:
    deadline = small_calendar().add(date(2021, 5, 5), 3)
    assert deadline.reason is None
    assert not deadline.provisional


def test_a_decision_on_the_last_day_of_an_unpublished_year_is_not_provisional() -> None:
    assert not small_calendar().add(date(2020, 12, 31), 1).provisional
    assert small_calendar().add(date(2020, 12, 30), 1).provisional


def test_an_empty_calendar_is_monday_to_friday_and_always_provisional() -> None:
    deadline = Calendar(()).add(date(2021, 5, 7), 1)
    assert deadline.day == date(2021, 5, 10)
    assert deadline.provisional


def test_a_correction_changes_what_is_known_now_and_not_what_was_known_then() -> None:
    corrected = date(2021, 4, 20)
    calendar = small_calendar([listed("2021-05-04", works=False, on=corrected)])
    before, after = date(2021, 4, 19), corrected
    assert calendar.add(date(2021, 4, 30), 1, before).day == date(2021, 5, 4)
    assert calendar.add(date(2021, 4, 30), 1, after).day == date(2021, 5, 5)
    assert calendar.add(date(2021, 4, 30), 1).day == date(2021, 5, 5)


def test_a_day_listed_twice_follows_the_later_notice_whatever_the_order() -> None:
    again = listed("2021-05-03", works=True, on=date(2021, 4, 1))
    first = listed("2021-05-03", works=False)
    for order in ([first, again], [again, first]):
        calendar = Calendar(order)
        assert calendar.is_workday(date(2021, 5, 3))
        assert not calendar.is_workday(date(2021, 5, 3), known_on=date(2021, 3, 31))


def test_before_its_notice_a_year_is_provisional() -> None:
    deadline = small_calendar().add(date(2021, 4, 30), 1, known_on=date(2020, 11, 30))
    assert deadline.day == date(2021, 5, 3)
    assert deadline.unpublished == (2021,)


def test_entries_of_one_day_that_disagree_are_refused() -> None:
    both = [listed("2021-05-03", works=True), listed("2021-05-03", works=False)]
    with pytest.raises(ContradictoryCalendar):
        Calendar(both)


def test_the_same_entry_twice_is_harmless() -> None:
    assert not small_calendar([listed("2021-05-03", works=False)]).is_workday(date(2021, 5, 3))


@pytest.mark.parametrize(
    ("due", "done", "late"),
    [
        ("2021-05-07", "2021-05-07", 0),
        ("2021-05-07", "2021-05-06", 0),
        ("2021-05-07", "2021-05-08", 1),  # the made-up Saturday
        ("2021-05-08", "2021-05-09", 1),  # a day off after the deadline is late all the same
        ("2021-05-09", "2021-05-10", 0),  # the deadline itself had moved
        ("2021-05-06", "2021-05-12", 5),
    ],
)
def test_late_by_counts_working_days(due: str, done: str, late: int) -> None:
    assert small_calendar().late_by(day(due), day(done)) == late


def test_count_between_leaves_the_start_out_and_takes_the_end_in() -> None:
    calendar = small_calendar()
    assert calendar.count_between(date(2021, 5, 4), date(2021, 5, 8)) == 4
    assert calendar.count_between(date(2021, 5, 8), date(2021, 5, 4)) == -4
    assert calendar.count_between(date(2021, 5, 4), date(2021, 5, 4)) == 0


def test_the_array_of_a_week_is_half_open() -> None:
    week = small_calendar().workdays_array(date(2021, 5, 3), date(2021, 5, 8))
    assert week == [date(2021, 5, n) for n in (4, 5, 6, 7)]
    assert small_calendar().workdays_array(date(2021, 5, 8), date(2021, 5, 3)) == []


def test_a_calendar_travels_to_another_process() -> None:
    travelled = pickle.loads(pickle.dumps(small_calendar()))  # noqa: S301 - our own bytes
    assert travelled.add(date(2021, 4, 30), 1) == small_calendar().add(date(2021, 4, 30), 1)
