"""A small district for the tests, and its files read back without intake."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
from python_calamine import CalamineWorkbook

from mingjian.district.deliveries import deliveries
from mingjian.district.dice import Dice, Whole
from mingjian.district.generate import district
from mingjian.district.manifest import FileMade
from mingjian.district.plan import Dirt, Plan
from mingjian.district.rows import Filled
from mingjian.district.scene import Scene
from mingjian.policy.standing import policies

UNTIL = date(2026, 11, 23)
ENCODINGS = {"csv-utf8": "utf-8", "csv-bom": "utf-8-sig", "csv-gb18030": "gb18030"}


def small(dirt: Dirt | None = None, *, subjects: int = 2_000, records: int = 8_000) -> Plan:
    made = Dirt() if dirt is None else dirt
    return Plan(until=UNTIL, dirt=made, subjects=subjects, records=records)


def scene_of(plan: Plan) -> Scene:
    return district(plan, policies())


def filled(plan: Plan) -> list[Filled]:
    scene = scene_of(plan)
    return [Filled(scene, each) for each in deliveries(plan, scene.population)]


def every(size: int) -> Whole:
    return np.arange(size, dtype=np.int64)


def cells(folder: Path, file: FileMade) -> Iterator[list[str]]:
    """All rows of a file, header included, as text."""
    path = folder / file.path
    if file.kind == "xlsx":
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
        yield from ([str(cell) for cell in row] for row in sheet.to_python())
    else:
        with path.open(encoding=ENCODINGS[file.kind], newline="") as text:
            yield from csv.reader(text)


def dice() -> Dice:
    return Dice(2019)
