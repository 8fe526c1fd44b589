import hashlib
import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest

from district.helpers import ENCODINGS, UNTIL, cells, filled, small
from mingjian.district.deliveries import Part
from mingjian.district.generate import generate
from mingjian.district.manifest import Manifest, read_manifest
from mingjian.district.plan import Dirt, Soil
from mingjian.policy.standing import policies


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("district")


@pytest.fixture(scope="module")
def made(folder: Path) -> Manifest:
    return generate(small(), folder)


def test_equal_plans_give_equal_bytes(tmp_path: Path) -> None:
    plan = small(subjects=300, records=900)
    first, second = generate(plan, tmp_path / "a"), generate(plan, tmp_path / "b")
    assert first == second
    written = [(tmp_path / name / "manifest.json").read_bytes() for name in "ab"]
    assert written[0] == written[1]


def test_another_seed_gives_another_district(tmp_path: Path) -> None:
    plan = small(subjects=300, records=300)
    first = generate(plan, tmp_path / "a")
    second = generate(replace(plan, seed=2020), tmp_path / "b")
    assert {f.sha256 for f in first.files}.isdisjoint(f.sha256 for f in second.files)


def test_the_manifest_tells_the_files(folder: Path, made: Manifest) -> None:
    assert {path.name for path in folder.iterdir()} == {f.path for f in made.files} | {
        "manifest.json"
    }
    for file in made.files:
        content = (folder / file.path).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file.size, file.sha256)


def test_the_manifest_can_be_read_again(folder: Path, made: Manifest) -> None:
    assert read_manifest(folder) == made
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert told["totals"]["planted"] == made.planted


def test_every_kind_is_planted_and_counted(made: Manifest) -> None:
    assert set(made.planted) == set(Soil)
    assert min(made.planted.values()) > 0
    assert set(made.quirks) == {"title", "notes", "blank", "merged", "hidden", "formula"}
    assert min(made.quirks.values()) > 0
    for file in made.files:
        assert file.clean + sum(file.planted.values()) == file.rows


def test_the_register_comes_first(made: Manifest) -> None:
    assert made.files[0].part == Part.REGISTER
    assert made.files[0].unit == "zhenhai-market-regulation"
    assert made.registered < sum(made.subjects.values())


def test_headers_are_those_of_the_packs(folder: Path, made: Manifest) -> None:
    for file in made.files:
        layouts = policies().item(file.item, UNTIL).every_layout()
        wanted = next([c.header for c in x.columns] for x in layouts if x.id == file.layout)
        top = [row for _, row in zip(range(3), cells(folder, file), strict=False)]
        assert wanted in top, file.path


def test_as_many_rows_as_told(folder: Path, made: Manifest) -> None:
    for file in made.files:
        filled_rows = sum(any(row) for row in cells(folder, file))
        beside = 1 + file.quirks.get("title", 0) + file.quirks.get("notes", 0)
        assert filled_rows - beside == file.rows, file.path


def test_encodings_are_what_they_say(folder: Path, made: Manifest) -> None:
    for file in made.files:
        content = (folder / file.path).read_bytes()
        assert content.startswith(b"\xef\xbb\xbf") == (file.kind == "csv-bom")
        if file.kind == "csv-gb18030":
            with pytest.raises(UnicodeDecodeError):
                content.decode("utf-8")
        if file.kind in ENCODINGS:
            content.decode(ENCODINGS[file.kind])


def test_quirks_are_in_the_workbooks(folder: Path, made: Manifest) -> None:
    for file in made.files:
        if file.kind == "xlsx":
            assert _quirks(folder / file.path) == file.quirks, file.path


def _quirks(path: Path) -> dict[str, int]:
    """What openpyxl sees of quirks; notes and blank rows below the header."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    cells = [list(row) for row in sheet.iter_rows(values_only=True)]
    found = {
        "title": sum("信息报送表" in str(row[0]) for row in cells),
        "merged": len(sheet.merged_cells.ranges),
        "hidden": sum(each.sheet_state == "hidden" for each in book.worksheets),
        "blank": sum(not any(row) for row in cells),
        "formula": sum(str(cell).startswith("=") for row in cells for cell in row if cell),
        "notes": sum(str(row[0]).startswith(("填表说明", "注：")) for row in cells),
    }
    book.close()
    return {name: count for name, count in sorted(found.items()) if count}


def test_some_workbooks_hold_true_dates(folder: Path, made: Manifest) -> None:
    path = folder / made.files[0].path
    book = openpyxl.load_workbook(path, read_only=True)
    kinds = {type(row[4]).__name__ for row in book.worksheets[0].iter_rows(2, values_only=True)}
    book.close()
    assert kinds == {"datetime", "str"}


def test_a_clean_district_plants_nothing(tmp_path: Path) -> None:
    made = generate(small(Dirt.none(), subjects=200, records=200), tmp_path)
    assert made.planted == {}
    assert made.quirks == {}


def test_no_name_or_code_of_the_facts_gets_in(folder: Path, made: Manifest, shared: Path) -> None:
    """Whole cells: a made-up subject is nobody we know of, and no file names anybody real."""
    real: set[str] = set()
    for name in ("organisations_ningbo", "name_hard_negatives_ningbo", "company_former_names"):
        text = (shared / "data" / f"{name}.csv").read_text(encoding="utf-8")
        told = (cell for line in text.splitlines()[1:] for cell in line.split(","))
        real |= {cell for cell in told if len(cell) > 5}
    here = {cell for file in made.files for row in cells(folder, file) for cell in row}
    days = {cell for cell in real if cell[:2] in {"19", "20"} and cell[4] == "-"}
    assert not here & (real - days - {"330200"})


def test_memory_does_not_grow_with_the_file() -> None:
    peaks = [_peak(records) for records in (40_000, 400_000)]
    assert peaks[1] < 2.5 * peaks[0]


def _peak(records: int) -> int:
    largest = max(filled(small(subjects=20_000, records=records)), key=lambda f: f.delivery.rows)
    before = pa.total_allocated_bytes()
    return max(pa.total_allocated_bytes() - before for _ in largest.chunks(5_000))
