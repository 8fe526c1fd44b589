"""Make a district: its subjects, and one file for each delivery of each department."""

from dataclasses import replace
from hashlib import file_digest
from pathlib import Path

from mingjian.district.as_csv import write_csv
from mingjian.district.as_workbook import write_workbook
from mingjian.district.deliveries import Delivery, Part, deliveries
from mingjian.district.dice import Dice
from mingjian.district.manifest import FileMade, Manifest
from mingjian.district.plan import Plan
from mingjian.district.population import MARKET, Population
from mingjian.district.quota import register_dirt, unregistered
from mingjian.district.rows import Filled
from mingjian.district.scene import Scene
from mingjian.policy.resolve import Policies
from mingjian.policy.standing import policies

_PARTS = {
    Part.REGISTER: "登记",
    Part.HISTORY: "存量",
    Part.CURRENT: "本期",
    Part.AGAIN: "补报",
}


def generate(plan: Plan, folder: Path, packs: Policies | None = None) -> Manifest:
    """Write the district's files and its manifest into `folder`; equal plans give equal bytes.

    Headers, layouts and code lists are those of `packs` (None: of this installation) on the plan's
    day. Memory stays flat: rows are made and written in chunks.

    Raises:
        UnknownItem: when the packs lack an item that the district's departments send.
        UnknownUnit: when the packs lack one of the departments.
    """
    folder.mkdir(parents=True, exist_ok=True)
    scene = district(plan, packs or policies())
    sent = deliveries(plan, scene.population)
    files = tuple(_write(scene, delivery, n, folder) for n, delivery in enumerate(sent, 1))
    manifest = _manifest(scene, files)
    manifest.write(folder)
    return manifest


def district(plan: Plan, packs: Policies) -> Scene:
    """Return the district of a plan before any file is written."""
    return Scene(plan, _population(plan), packs)


def _population(plan: Plan) -> Population:
    """The register's dirt falls on subjects set aside for it: the population must know how many."""
    bare = Population(plan.subjects, 0, plan.until, Dice(plan.seed))
    strays = sum(register_dirt(plan.dirt, bare.market).values())
    return replace(bare, strays=min(strays, bare.counts[MARKET[0]] // 2))


def _write(scene: Scene, delivery: Delivery, number: int, folder: Path) -> FileMade:
    filled = Filled(scene, delivery)
    path = folder / _file_name(filled, number)
    quirks: dict[str, int] = {}
    if delivery.file == "xlsx":
        quirks = write_workbook(filled, path)
    else:
        write_csv(filled, path)
    return _made(filled, path, quirks)


def _file_name(filled: Filled, number: int) -> str:
    delivery = filled.delivery
    parts = (f"{number:02}", filled.unit, filled.item.name.zh, _PARTS[delivery.part])
    ending = "xlsx" if delivery.file == "xlsx" else "csv"
    return f"{'-'.join(parts)}-{filled.scene.plan.until:%Y%m%d}.{ending}"


def _made(filled: Filled, path: Path, quirks: dict[str, int]) -> FileMade:
    delivery, quota = filled.delivery, filled.quota
    with path.open("rb") as file:
        sha256 = file_digest(file, "sha256").hexdigest()
    return FileMade(
        path=path.name,
        unit=delivery.unit,
        item=delivery.item,
        part=delivery.part.value,
        layout=delivery.layout,
        kind=delivery.file,
        rows=delivery.rows,
        clean=delivery.rows - quota.dirty,
        planted={soil.value: count for soil, count in quota.counts.items()},
        quirks=quirks,
        size=path.stat().st_size,
        sha256=sha256,
    )


def _manifest(scene: Scene, files: tuple[FileMade, ...]) -> Manifest:
    population = scene.population
    return Manifest(
        until=scene.plan.until.isoformat(),
        seed=scene.plan.seed,
        subjects={kind.value: count for kind, count in population.counts.items()},
        registered=population.market - unregistered(files[0].planted),
        files=files,
    )
