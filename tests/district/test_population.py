import unicodedata
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district.helpers import UNTIL, dice, every
from mingjian.district.days import number
from mingjian.district.names import BRACKETS_EACH, GROUP, brands
from mingjian.district.population import CLASSES, Population
from mingjian.district.words import names as words
from mingjian.kernel.uscc import examine

INDIVIDUAL, ENTERPRISE = CLASSES[:2]


def population(size: int = 20_000, strays: int = 0) -> Population:
    return Population(size, strays, UNTIL, dice())


def test_the_mix_is_the_calibrated_one() -> None:
    counts = population().counts
    market = sum(counts[kind] for kind in CLASSES[:3])
    assert sum(counts.values()) == 20_000
    assert counts[INDIVIDUAL] / market == pytest.approx(0.53, abs=0.005)


@pytest.mark.parametrize("size", [100, 101, 5_000])
def test_small_districts_have_every_class(size: int) -> None:
    counts = population(size).counts
    assert sum(counts.values()) == size
    assert min(counts.values()) >= 2


def test_codes_tell_the_class() -> None:
    subjects = population(3_000)
    codes = subjects.codes(every(3_000)).to_pylist()
    found = Counter(examine(str(code)).subject_class for code in codes)
    assert found == Counter(subjects.counts)


def test_names_are_unique_in_every_writing_and_marked() -> None:
    names = [str(n) for n in population().names(every(20_000)).to_pylist()]
    folded = {unicodedata.normalize("NFKC", n).replace("(", "").replace(")", "") for n in names}
    assert len(folded) == 20_000
    assert all("示例" in name for name in names)


def test_brands_differ_also_where_they_grow_longer() -> None:
    letters = words().brands
    short = len(letters.first) * len(letters.second)
    longer = short * len(letters.third)
    edges = [every(50) + start for start in (0, short - 25, short + longer - 25)]
    found = brands(np.concatenate(edges), 2019).to_pylist()
    assert len(set(found)) == 150
    assert {len(str(brand)) for brand in found} == {2, 3, 4}


def test_no_trade_begins_like_a_longer_brand() -> None:
    trades = [t for i in words().industries for t in (*i.firm, *i.shop)]
    trades += [t for several in words().others.values() for t in several]
    assert not {trade[0] for trade in trades} & set(words().brands.third)


def test_the_letters_of_brands_do_not_repeat() -> None:
    letters = words().brands
    for several in (letters.first, letters.second, letters.third):
        assert len(set(several)) == len(several)


def test_near_equal_names_share_a_brand() -> None:
    names = [str(n) for n in population().names(every(GROUP)).to_pylist()]
    brand = str(brands(every(1), 2019)[0])
    assert all(f"示例{brand}" in name for name in names)


def test_some_enterprises_have_their_place_in_brackets() -> None:
    subjects = population()
    names = [str(n) for n in subjects.names(every(20_000)).to_pylist()]
    here = np.array(["（" in name for name in names])
    assert np.array_equal(here, subjects.bracketed(every(20_000)))
    share = here.sum() / subjects.counts[ENTERPRISE]
    assert share == pytest.approx(1 / BRACKETS_EACH, rel=0.01)


def test_any_enterprise_leads_to_one_with_brackets() -> None:
    subjects = population()
    some = subjects.drawn(ENTERPRISE, np.array([0.0, 0.3, 0.999]))
    assert subjects.bracketed(subjects.to_bracketed(some)).all()


@given(st.integers(100, 3_000), st.integers(0, 40))
@settings(max_examples=30)
def test_the_register_lists_everybody_once_and_strays_first(size: int, strays: int) -> None:
    subjects = population(size, strays)
    listed = subjects.listed(every(subjects.market))
    assert sorted(listed.tolist()) == list(range(subjects.market))
    assert set(listed[:strays].tolist()).isdisjoint(subjects.drawn(INDIVIDUAL, _ends()).tolist())


def test_registration_lies_in_the_past_and_spreads_over_years() -> None:
    days = population().registered(every(20_000))
    assert days.max() < number(UNTIL)
    assert days.min() > number(UNTIL.replace(year=UNTIL.year - 40))
    lately = (number(UNTIL) - days) / 365 < 6
    assert lately.mean() == pytest.approx(0.57, abs=0.06)


def test_forms_fit_the_class() -> None:
    subjects = population(3_000)
    names = [str(n) for n in subjects.names(every(3_000)).to_pylist()]
    ranges = dict(zip(CLASSES, pairwise(subjects.starts.tolist()), strict=True))
    for kind, forms in words().forms.items():
        allowed = tuple(forms) + (tuple(words().works) if kind is ENTERPRISE else ())
        assert all(name.endswith(allowed) for name in names[slice(*ranges[kind])])


def _ends() -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([0.0, 0.5, 0.999_999_999])
