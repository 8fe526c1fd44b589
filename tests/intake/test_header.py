"""The header is found wherever it stands, in whatever layout, and wrong ones are named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.files.makers import items, names, penalty, row, titles
from mingjian.intake.header import find, normal_title, required
from mingjian.intake.problems import MissingColumns, WrongItem


@pytest.mark.parametrize(
    "written",
    [
        "罚款金额(万元)",
        "罚款金额（万元）",
        " 罚款金额\n（万元） ",
        "*罚款金额（万元）",
        "罚款金额（万元）＊",
        "罚款金额（万元）(必填)",
        "罚款金额（万元）：",
        "罚款\u3000金额（万元）",
    ],
)
def test_what_people_vary_in_a_title_does_not_matter(written: str) -> None:
    assert normal_title(written) == "罚款金额(万元)"


@given(st.text(max_size=40))
def test_normal_titles_stay_as_they_are(text: str) -> None:
    once = normal_title(text)
    assert normal_title(once) in {once, normal_title(normal_title(once))}


def test_different_titles_of_an_item_stay_different() -> None:
    for item in items().values():
        for layout in item.every_layout():
            normal = [normal_title(header) for c in layout.columns for header in {*c.headers}]
            assert len(set(normal)) >= len(layout.columns)


@pytest.mark.parametrize("above", [0, 1, 5, 18])
def test_titles_may_stand_above_the_header(above: int) -> None:
    lines = [*[["行政处罚汇总表"], *[[""]] * above][:above], titles(), row()]
    header = find(lines, penalty())
    assert header is not None
    assert (header.row, header.layout.id, header.fits) == (above, "own", True)


def test_a_header_further_down_than_people_put_one_is_not_searched_for() -> None:
    assert find([[""]] * 30 + [titles()], penalty()) is None


def test_field_codes_are_headers_as_well() -> None:
    header = find([names()], penalty())
    assert header is not None
    assert header.fits
    assert header.matched == len(names())


def test_the_order_of_columns_is_free() -> None:
    header = find([titles()[::-1]], penalty())
    assert header is not None
    assert [c.field for c in header.columns if c] == names()[::-1]


@pytest.mark.parametrize("item", ["penalty", "licence", "market-entity", "abnormal-operations"])
def test_every_layout_of_every_item_recognises_its_own_headers(item: str) -> None:
    for layout in items()[item].every_layout():
        header = find([[column.header for column in layout.columns]], items()[item])
        assert header is not None
        assert header.fits, layout.id
        assert header.matched == len(layout.columns)


def test_a_header_of_two_rows_is_joined() -> None:
    upper = ["", "代码", "", *titles()[3:]]
    lower = [*titles()[:3], *[""] * (len(titles()) - 3)]
    header = find([upper, lower, row()], penalty())
    assert header is not None
    assert (header.row, header.matched) == (1, len(titles()))


def test_a_row_of_data_never_joins_the_header() -> None:
    header = find([titles(), row()], penalty())
    assert header is not None
    assert header.row == 0


def test_a_repeated_column_counts_once() -> None:
    header = find([[*titles(), titles()[0]]], penalty())
    assert header is not None
    assert header.repeated == (len(titles()),)
    assert header.columns[-1] is None


def test_missing_columns_are_named_in_both_languages() -> None:
    lines = [[t for t in titles() if t not in {"违法事实", "处罚依据"}]]
    with pytest.raises(MissingColumns) as caught:
        required(find(lines, penalty()), penalty(), lines, ())
    assert "违法事实、处罚依据" in caught.value.sentence("zh")
    assert "facts of the violation" in caught.value.sentence("en")
    assert caught.value.place == "第 1 行"


def test_optional_columns_may_be_missing() -> None:
    lines = [[t for t in titles() if t != "备注"]]
    assert required(find(lines, penalty()), penalty(), lines, ()).fits


def test_what_a_layout_cannot_carry_is_not_missing() -> None:
    layout = next(one for one in penalty().layouts if one.id == "2015-16")
    header = find([[c.header for c in layout.columns]], penalty())
    assert header is not None
    assert header.layout.id == "2015-16"
    assert header.fits


def test_another_items_file_is_named() -> None:
    licence = items()["licence"]
    lines = [titles(licence)]
    with pytest.raises(WrongItem) as caught:
        required(find(lines, penalty()), penalty(), lines, items().values())
    assert licence.name.zh in caught.value.sentence("zh")
    assert licence.name.en in caught.value.sentence("en")


def test_a_header_nobody_knows() -> None:
    lines = [["甲", "乙", "丙"], ["1", "2", "3"]]
    with pytest.raises(WrongItem) as caught:
        required(find(lines, penalty()), penalty(), lines, items().values())
    assert "也不是其他数据项" in caught.value.sentence("zh")
