from datetime import date

import pytest

from district.helpers import UNTIL, scene_of, small
from mingjian.district.deliveries import Delivery, Part, deliveries
from mingjian.district.plan import Dirt, Plan
from mingjian.district.words import departments
from mingjian.policy.standing import policies


def of(plan: Plan) -> tuple[Delivery, ...]:
    return deliveries(plan, scene_of(plan).population)


@pytest.mark.parametrize("records", [0, 1, 37, 8_000, 20_000])
def test_the_records_are_as_many_as_planned(records: int) -> None:
    files = of(small(records=records))
    assert files[0].part is Part.REGISTER
    assert sum(file.rows for file in files[1:]) == records
    assert all(file.rows for file in files)


def test_every_sender_and_layout_is_known_to_the_packs() -> None:
    for file in of(small()):
        item = policies().item(file.item, UNTIL)
        assert item.owned_by(file.unit), file.id
        assert file.layout in {layout.id for layout in item.every_layout()}
        assert policies().unit(file.unit).in_district


def test_forms_encodings_and_quirks_are_all_there() -> None:
    files = of(small())
    assert {file.layout for file in files} == {"own", "2015-16", "2020-merged"}
    assert {file.file for file in files} == {"xlsx", "csv-utf8", "csv-bom", "csv-gb18030"}
    quirks = {"title", "notes", "blank", "merged", "hidden", "formula", "dates"}
    assert {quirk for file in files for quirk in file.quirks} == quirks


def test_above_a_hundred_thousand_rows_the_file_is_csv() -> None:
    files = of(small(subjects=300_000, records=900_000))
    assert all(file.rows <= 100_000 for file in files if file.file == "xlsx")
    assert files[0].file == "csv-utf8"
    assert not files[0].quirks


def test_document_numbers_of_a_department_do_not_overlap() -> None:
    used: dict[tuple[str, str], int] = {}
    for file in of(small()):
        key = (file.unit, file.item)
        assert file.first_number > used.get(key, 0)
        used[key] = file.first_number + file.rows - 1


def test_only_a_repeat_has_an_earlier_file() -> None:
    files = of(small())
    assert {file.part for file in files if file.repeats} == {Part.AGAIN}
    for file in files:
        assert file.repeats is None or file.repeats in files


def test_without_dirt_the_workbooks_are_plain() -> None:
    files = of(small(Dirt.none()))
    assert {quirk for file in files for quirk in file.quirks} == {"dates"}


def test_long_ago_is_possible_too() -> None:
    plan = Plan(until=date(2019, 7, 1), subjects=500, records=500)
    assert sum(file.rows for file in of(plan)[1:]) == 500


def test_every_department_numbers_its_documents() -> None:
    both = (*departments().licence, *departments().penalty)
    for department in both:
        assert department.number.index("{year}") < department.number.index("{number}")
        assert not any(word in department.number for word in ("简罚", "简易", "当场"))
