"""The handbook says what the packs say."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
import yaml
from pydantic import BaseModel

from mingjian.policy.load import FOLDERS, TABLES, load_pack
from mingjian.policy.schema import Mark, RowCheck, Sourced
from policy.making import PACKS, write_pack

DOCS = PACKS.parent / "docs/policy"
MARKS = ("verified", "seen in an implementation", "recalled")


def marks_in(value: object) -> Iterator[str]:
    if isinstance(value, tuple):
        for part in value:
            yield from marks_in(part)
    elif isinstance(value, BaseModel):
        if isinstance(value, Sourced):
            yield value.mark
        for name in type(value).model_fields:
            yield from marks_in(getattr(value, name))


def table_of(name: str) -> set[tuple[str, ...]]:
    pack, rows = load_pack(PACKS / name), set()
    for table in (*FOLDERS, "codes", *TABLES):
        entries = getattr(pack, table)
        if entries:
            marks = Counter(marks_in(entries))
            rows.add((name, table, str(len(entries)), *(str(marks[mark]) for mark in MARKS)))
    return rows


@pytest.mark.parametrize("name", ["national", "zhejiang", "zhenhai-2019"])
def test_the_table_of_the_packs_is_true(name: str) -> None:
    text = (DOCS / "README.md").read_text(encoding="utf-8")
    lines = [tuple(cell.strip() for cell in row.split("|")[1:-1]) for row in text.splitlines()]
    assert {line for line in lines if line and line[0] == name} == table_of(name)


def test_every_mark_is_explained() -> None:
    assert get_args(Mark) == MARKS
    text = (DOCS / "README.md").read_text(encoding="utf-8")
    assert all(f"`{mark}`" in text for mark in MARKS)


def test_every_kind_of_row_check_is_explained() -> None:
    text = (DOCS / "catalogue.md").read_text(encoding="utf-8")
    union = get_args(get_args(RowCheck)[0])
    for check in union:
        assert f"| `{check.model_fields['kind'].default}` |" in text


def test_the_example_of_the_handbook_loads(tmp_path: Path) -> None:
    text = (DOCS / "catalogue.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", text, flags=re.DOTALL)
    folder = write_pack(tmp_path, {"catalogue/water-arrears.yaml": example})
    (item,) = load_pack(folder).catalogue
    assert item.id == yaml.safe_load(example)["id"]
