"""What intake finds in the district's files is what the generator says it put in."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from district.helpers import UNTIL, small
from mingjian.district.generate import generate
from mingjian.district.manifest import FileMade
from mingjian.district.plan import Dirt, Plan
from mingjian.intake.context import context_of
from mingjian.intake.read import read_file
from mingjian.intake.reading.report import Kind
from mingjian.intake.validate import Validation, validate
from mingjian.policy.standing import policies

Sort = tuple[str, str, str, str]
"""Item, part, layout and encoding of a file."""

FOUND_AS = {
    "bad_check_digit": "E134",
    "placeholder_code": "E139",
    "without_code": "E103",
    "name_spaces": "W181",
    "duplicate": "W202",
    "missing_required": "E101",
    "yuan_as_wan": "W195",
    "simple_procedure": "E221",
    "other_unnamed": "E162",
    "future_date": "E172",
    "late": "W211",
}
"""Dirt -> the finding's code. The other kinds are no fault (forms of dates, brackets, floats), or
only seen against the register (names) or an earlier file (rows sent twice)."""

BESIDE = {"W232", "W234"}
"""Findings about formulas and merged cells: quirks of the workbook, not of the row."""


REGISTER = ("market-entity", "register", "own", "xlsx")
HISTORY = ("licence", "history", "2020-merged", "xlsx")
OLD_FORM = ("licence", "current", "2015-16", "xlsx")
ABNORMAL = ("abnormal-operations", "current", "own", "xlsx")
FILES = (
    REGISTER,
    HISTORY,
    OLD_FORM,
    ABNORMAL,
    ("licence", "current", "own", "xlsx"),
    ("licence", "history", "own", "csv-gb18030"),
    ("licence", "history", "own", "csv-bom"),
    ("penalty", "history", "own", "xlsx"),
    ("penalty", "history", "2020-merged", "xlsx"),
)


@dataclass(frozen=True)
class Taken:
    file: FileMade
    validation: Validation
    codes: Counter[str]


def take(plan: Plan, folder: Path, *sorts: Sort) -> list[Taken]:
    """Generate, and let intake read and validate one file of each sort."""
    files = generate(plan, folder / "sent").files
    wanted = {_sort(file): file for file in reversed(files)}
    return [_take(wanted[each], folder) for each in sorts]


def _sort(file: FileMade) -> Sort:
    return file.item, file.part, file.layout, file.kind


def _take(file: FileMade, folder: Path) -> Taken:
    item, into = policies().item(file.item, UNTIL), folder / file.sha256
    kind: Kind = "xlsx" if file.kind == "xlsx" else "csv"
    sheet = read_file(folder / "sent" / file.path, kind, item, into=into)
    assert sheet.report.layout == file.layout
    found = validate(sheet.rows, item, context_of(item, file.layout, UNTIL), into)
    findings = pq.read_table(into / "findings.parquet").to_pylist()
    rows = {(f["row_no"], f["code"]) for f in findings if f["row_no"] > 0}
    return Taken(file, found, Counter(code for _, code in rows if code not in BESIDE))


@pytest.fixture(scope="module")
def dirty(tmp_path_factory: pytest.TempPathFactory) -> list[Taken]:
    return take(small(), tmp_path_factory.mktemp("dirty"), *FILES)


def test_all_rows_are_read(dirty: list[Taken]) -> None:
    assert [t.validation.rows for t in dirty] == [t.file.rows for t in dirty]


def test_every_fault_is_found_and_nothing_else(dirty: list[Taken]) -> None:
    for taken in dirty:
        planted = {FOUND_AS[k]: n for k, n in taken.file.planted.items() if k in FOUND_AS}
        found = dict(taken.codes)
        if taken.file.part == "history":
            assert found.pop("W211") >= taken.file.clean
        assert found == planted, taken.file.path


def test_late_rows_are_counted(dirty: list[Taken]) -> None:
    for taken in dirty:
        if taken.file.part != "history":
            assert taken.validation.late == taken.file.planted.get("late", 0)


def test_adverse_rows_with_a_faulty_code_wait_for_a_person(dirty: list[Taken]) -> None:
    """Whether a row with no code at all waits too, or is bad by Q02, is for intake's own tests."""
    for taken in dirty:
        if taken.file.item in {"penalty", "abnormal-operations"}:
            planted = taken.file.planted
            faulty = planted["bad_check_digit"] + planted["placeholder_code"]
            most = faulty + planted.get("without_code", 0)
            assert faulty <= taken.validation.held <= most, taken.file.path


def test_a_clean_district_is_taken_in_whole(tmp_path: Path) -> None:
    plan = small(Dirt.none(), subjects=500, records=2_000)
    for taken in take(plan, tmp_path, REGISTER, HISTORY, OLD_FORM, ABNORMAL):
        assert taken.validation.good == taken.file.rows
        assert set(taken.codes) <= ({"W211"} if taken.file.part == "history" else set())
