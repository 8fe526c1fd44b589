"""500 mutated files through store, guard and read: only problems come out, nothing is left."""

import io
import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from intake.files.makers import csv_file, items, penalty, plain_xlsx, rows, titles
from intake.files.old import xls_file
from mingjian.intake.guard import examine
from mingjian.intake.read import read_file
from mingjian.intake.store import incoming
from mingjian.kernel.problem import Problem

ROUNDS = 25
PER_ROUND = 20
Mutation = Callable[[random.Random, bytes], bytes]


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    folder = tmp_path_factory.mktemp("seeds")
    lines = [titles(), *rows(6)]
    objects = [dict(zip(titles(), line, strict=True)) for line in rows(3)]
    return [
        plain_xlsx(folder / "a.xlsx", lines).read_bytes(),
        csv_file(folder / "a.csv", lines).read_bytes(),
        csv_file(folder / "b.csv", lines, encoding="gb18030", delimiter=";").read_bytes(),
        csv_file(folder / "c.csv", lines, encoding="utf-16").read_bytes(),
        xls_file("处罚", [[*line] for line in lines]),
        json.dumps({"rows": objects}, ensure_ascii=False).encode(),
    ]


def _flip(dice: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(dice.choice([1, 3, 30])):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def _cut(dice: random.Random, content: bytes) -> bytes:
    return content[: dice.randrange(len(content))]


def _drop(dice: random.Random, content: bytes) -> bytes:
    at = dice.randrange(len(content))
    return content[:at] + content[at + dice.randrange(1, 200) :]


def _repeat(dice: random.Random, content: bytes) -> bytes:
    at, length = dice.randrange(len(content)), dice.randrange(1, 400)
    return content[:at] + content[at : at + length] * dice.randrange(2, 6) + content[at:]


def _insert(dice: random.Random, content: bytes) -> bytes:
    odd = [b"\x00", b'"', b"\xff\xfe", b"\r", b"\n\n", b",,,,", b"]]>", b"<f>", b"{", "〔".encode()]
    at = dice.randrange(len(content))
    return content[:at] + dice.choice(odd) * dice.randrange(1, 5) + content[at:]


def _inside(dice: random.Random, content: bytes) -> bytes:
    """Mutate a part of the package and pack it soundly again: the reader itself must cope."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return _flip(dice, content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = dice.choice(sorted(parts))
    parts[name] = dice.choice([_flip, _cut, _drop, _insert])(dice, parts[name])
    if dice.random() < 0.1:
        del parts[name]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, text in parts.items():
            archive.writestr(part, text)
    return out.getvalue()


MUTATIONS: list[Mutation] = [_flip, _cut, _drop, _repeat, _insert, _inside, _inside]


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("number", range(ROUNDS))
def test_only_problems_come_out(number: int, seeds: list[bytes], tmp_path: Path) -> None:
    dice = random.Random(number)  # noqa: S311 - a seed makes a failure repeatable
    files, work = tmp_path / "files", tmp_path / "work"
    work.mkdir()
    outcomes = set()
    for _ in range(PER_ROUND):
        content = dice.choice(MUTATIONS)(dice, dice.choice(seeds))
        outcomes.add(_through(content, files, work))
        left = {path.name for path in _files(work)}
        assert left in (set(), {"rows.parquet", "sheet.json"})
        for path in _files(work):
            path.unlink()
        assert not _files(files / ".incoming")
    assert len(outcomes) > 1, "a round in which all files end alike tests nothing"


def _through(content: bytes, files: Path, work: Path) -> str:
    try:
        with incoming(io.BytesIO(content), files) as file:
            kind = examine(file.path)
            kept = file.keep()
        read_file(kept, kind, penalty(), into=work, others=items().values())
    except Problem as problem:
        return _told(problem)
    return "read"


def _told(problem: Problem) -> str:
    """Every fact that a sentence names was given."""
    for language in ("zh", "en"):
        assert "…" not in problem.sentence(language), problem.code
        assert problem.way_out(language)
    return problem.code
