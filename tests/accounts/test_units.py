from hypothesis import given
from hypothesis import strategies as st

from mingjian.accounts.units import descend

TREE = {"city": None, "district": "city", "bureau": "district", "team": "bureau", "other": "city"}
names = st.sampled_from("abcdef")


def test_all_below_are_reached() -> None:
    assert descend("district", TREE) == {"district", "bureau", "team"}
    assert descend("team", TREE) == {"team"}


def test_a_unit_nobody_knows_stands_alone() -> None:
    assert descend("nowhere", TREE) == {"nowhere"}


@given(names, st.dictionaries(names, st.none() | names))
def test_the_reach_is_closed_and_ends_even_in_circles(
    unit: str, parents: dict[str, str | None]
) -> None:
    reach = descend(unit, parents)
    assert unit in reach
    assert all(child in reach for child, parent in parents.items() if parent in reach)
