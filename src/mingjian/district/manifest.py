"""What was made and what was put in, to be compared with what intake finds."""

import json
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "manifest.json"


@dataclass(frozen=True, slots=True)
class FileMade:
    """One delivery: where it is, what it holds and which dirt was put in.

    `rows`: rows of data. `clean`: rows without any dirt of their own. `planted`: rows by kind of
    dirt (`plan.Soil`). `quirks`: what a workbook has beside its rows, in pieces. `path` is within
    the district's folder.
    """

    path: str
    unit: str
    item: str
    part: str
    layout: str
    kind: str
    rows: int
    clean: int
    planted: dict[str, int]
    quirks: dict[str, int]
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """All files of a district, in the order in which they should be sent: the register first.

    `subjects`: by class. `registered`: how many of them have a valid row in the register.
    """

    until: str
    seed: int
    subjects: dict[str, int]
    registered: int
    files: tuple[FileMade, ...]

    @property
    def rows(self) -> int:
        """Rows of all files."""
        return sum(file.rows for file in self.files)

    @property
    def planted(self) -> dict[str, int]:
        """Rows by kind of dirt, over all files."""
        return _summed([file.planted for file in self.files])

    @property
    def quirks(self) -> dict[str, int]:
        """Quirks of all workbooks."""
        return _summed([file.quirks for file in self.files])

    def document(self) -> dict[str, object]:
        """Return everything in the types JSON has, totals included."""
        totals = {"rows": self.rows, "planted": self.planted, "quirks": self.quirks}
        return {**asdict(self), "totals": totals}

    def write(self, folder: Path) -> Path:
        """Write the manifest into the district's folder."""
        path = folder / FILE
        text = json.dumps(self.document(), ensure_ascii=False, indent=1)
        path.write_text(text + "\n", encoding="utf-8")
        return path


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a district made before."""
    data = json.loads((folder / FILE).read_text(encoding="utf-8"))
    del data["totals"]
    files = tuple(FileMade(**file) for file in data.pop("files"))
    return Manifest(**data, files=files)


def _summed(counts: list[dict[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for count in counts:
        total.update(count)
    return dict(sorted(total.items()))
