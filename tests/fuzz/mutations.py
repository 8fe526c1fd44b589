"""Sound files of every kind, and ways to break them that a seed makes again."""

import io
import json
import os
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from openpyxl import load_workbook

from intake.files.makers import csv_file, plain_xlsx, rows, titles
from intake.files.old import xls_file

PER_ROUND: Final = 20
ROUNDS: Final = int(os.environ.get("MINGJIAN_MUTATIONS", "500")) // PER_ROUND
Mutation = Callable[[random.Random, bytes], bytes]


def sound_files(folder: Path) -> list[bytes]:
    """Penalties as workbook, csv in three encodings, old workbook, json."""
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


def mutated(number: int, seeds: list[bytes]) -> Iterator[bytes]:
    """The broken files of a round."""
    dice = random.Random(number)  # noqa: S311 - a seed makes a failure repeatable
    for _ in range(PER_ROUND):
        yield dice.choice(MUTATIONS)(dice, dice.choice(seeds))


def also_as_csv(path: Path) -> list[bytes]:
    """The workbook, and its first sheet as csv in two encodings."""
    page = load_workbook(path).worksheets[0]
    text = "\n".join(",".join(str(cell or "") for cell in row) for row in page.values)
    return [path.read_bytes(), text.encode("utf-8-sig"), text.encode("gb18030")]
