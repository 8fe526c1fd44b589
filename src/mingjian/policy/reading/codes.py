"""Code lists: codes.csv names them, codes/<id>.csv has the values of each."""

from pathlib import Path

from pydantic import ValidationError

from mingjian.policy.problems import FileMissing, PackFault
from mingjian.policy.reading.tables import Rows, faults_of, read_table
from mingjian.policy.schema import CodeList, CodeValue
from mingjian.policy.schema.reference import CodeListHead

INDEX = "codes.csv"


def read_codes(folder: Path) -> Rows[CodeList]:
    """Read every code list; a list without values or values without a list are faults."""
    heads = read_table(folder / INDEX, INDEX, CodeListHead)
    lists: list[CodeList] = []
    faults: list[PackFault] = [*heads.faults]
    for head in heads.rows:
        found, wrong = _read_one(folder, head)
        lists += [found] if found else []
        faults += wrong
    return Rows(tuple(lists), (*faults, *_unnamed(folder, heads)))


def _read_one(folder: Path, head: CodeListHead) -> tuple[CodeList | None, list[PackFault]]:
    name = f"codes/{head.id}.csv"
    if not (folder / name).is_file():
        return None, [FileMissing(file=name, place=INDEX)]
    values = read_table(folder / name, name, CodeValue)
    try:
        return CodeList(**dict(head), values=values.rows), list(values.faults)
    except ValidationError as error:
        return None, [*values.faults, *faults_of(error, name)]


def _unnamed(folder: Path, heads: Rows[CodeListHead]) -> list[PackFault]:
    named = {head.id for head in heads.rows}
    stray = [path for path in sorted((folder / "codes").glob("*.csv")) if path.stem not in named]
    return [FileMissing(file=f"{INDEX}: {path.stem}", place=f"codes/{path.name}") for path in stray]
