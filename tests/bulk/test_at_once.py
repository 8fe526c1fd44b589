import pytest

from mingjian.bulk.answers.at_once import in_parts


@pytest.mark.parametrize(
    ("count", "parts"), [(0, []), (1, [1]), (2, [2]), (3, [2, 1]), (4, [2, 2]), (5, [2, 2, 1])]
)
def test_all_come_once_in_their_order_and_no_part_is_empty(count: int, parts: list[int]) -> None:
    found = list(in_parts((n for n in range(count)), 2))
    assert [len(part) for part in found] == parts
    assert [n for part in found for n in part] == list(range(count))
