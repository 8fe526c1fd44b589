from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from district.helpers import every, filled, small
from mingjian.district.deliveries import LICENCE, PENALTY, Delivery, Part
from mingjian.district.plan import Dirt, PlanOutOfRange, Soil
from mingjian.district.quota import Soiled, quota, unregistered

FILE = Delivery("u", LICENCE, Part.CURRENT, 1_000)
RATES = st.dictionaries(st.sampled_from(Soil), st.floats(0, 1), max_size=8)


@given(RATES, st.integers(1, 3_000), st.integers(0, 99))
@example({Soil.BAD_CHECK_DIGIT: 1.0}, 1, 0)
@settings(max_examples=60)
def test_as_many_rows_are_dirty_as_the_counts_say(
    rates: dict[Soil, float], rows: int, seed: int
) -> None:
    made = quota(replace(FILE, rows=rows), Dirt(rates, (0, 0)), seed)
    soiled = Soiled(made, made.shuffle.rank(every(rows)))
    for kind, count in made.counts.items():
        assert soiled.are(kind).sum() == count
    assert soiled.any.sum() == made.dirty <= rows * 0.75
    assert not soiled.any[made.clean(every(rows))].any()


def test_a_row_has_one_kind_of_dirt() -> None:
    made = quota(FILE, Dirt(), 1)
    soiled = Soiled(made, made.shuffle.rank(every(1_000)))
    times = np.sum([soiled.are(kind) for kind in made.counts], axis=0)
    assert times.max() == 1


def test_every_possible_kind_occurs_in_a_file_of_a_hundred_rows() -> None:
    made = quota(replace(FILE, item=PENALTY, rows=100), Dirt(), 1)
    assert {Soil.WITHOUT_CODE, Soil.YUAN_AS_WAN, Soil.SIMPLE_PROCEDURE} <= set(made.counts)
    assert min(made.counts.values()) == 1


def test_only_adverse_rows_lose_their_code() -> None:
    assert Soil.WITHOUT_CODE not in quota(FILE, Dirt(), 1).counts


def test_the_form_of_2015_has_its_own_word_for_other() -> None:
    assert Soil.OTHER_UNNAMED not in quota(replace(FILE, layout="2015-16"), Dirt(), 1).counts


def test_departments_are_late_in_the_published_range() -> None:
    files = filled(small(records=60_000))
    shares = [
        each.quota.counts.get(Soil.LATE, 0) / each.delivery.rows
        for each in files
        if each.delivery.part is Part.CURRENT and each.delivery.department
    ]
    assert len(shares) > 5
    assert min(shares) < 0.01
    assert all(0.0005 < share < 0.045 for share in shares)


def test_history_is_not_judged_late() -> None:
    history = [f for f in filled(small()) if f.delivery.part is Part.HISTORY]
    assert history
    assert all(Soil.LATE not in each.quota.counts for each in history)


def test_dates_in_another_form_still_register() -> None:
    assert unregistered({"date_dots": 5, "bad_check_digit": 2, "number_as_float": 1}) == 2


@pytest.mark.parametrize(("subjects", "records"), [(99, 0), (10_000_001, 0), (1_000, -1)])
def test_a_district_out_of_range_is_refused(subjects: int, records: int) -> None:
    with pytest.raises(PlanOutOfRange):
        small(subjects=subjects, records=records)


def test_a_rate_above_one_is_refused() -> None:
    with pytest.raises(PlanOutOfRange, match=r"rate=1\.5"):
        small(Dirt({Soil.DUPLICATE: 1.5}))


def test_no_dirt_is_no_dirt() -> None:
    assert all(each.quota.dirty == 0 for each in filled(small(Dirt.none())))
