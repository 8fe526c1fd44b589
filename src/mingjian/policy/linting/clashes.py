"""Nothing is said twice: ids, headers, names of units, periods of one item."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import combinations

from mingjian.policy.linting.finding import Findings, Rule, Scene, file_of
from mingjian.policy.schema import CodeList, Dated, Pack

REPEATED = Rule("policy.lint.repeated", "error", "编号重复：{what}", "the id stands twice: {what}")
OVERLAP = Rule(
    "policy.lint.overlap",
    "error",
    "同一编号的施行期间重叠：{what}",
    "periods of one id overlap: {what}",
)
UNIT_NAME = Rule(
    "policy.lint.unit_name",
    "error",
    "两个单位使用同一名称：{what}",
    "two units have one name: {what}",
)
DATED = ("catalogue", "deadlines", "lists", "procedures")
FOLDERS = ("catalogue", "procedures")
PLAIN = ("units", "codes", "measures", "tasks", "matters", "purposes")


def clashes(scene: Scene) -> Findings:
    """Yield whatever stands twice where it may stand once."""
    yield from _ids(scene.pack)
    yield from _names(scene)
    for item in scene.pack.catalogue:
        names = [field.name for field in item.fields]
        yield from (REPEATED.at(file_of(item), "fields", name) for name in twice(names))
    for codes in scene.pack.codes:
        yield from _values(codes)


def _ids(pack: Pack) -> Findings:
    for table in PLAIN:
        ids = [entry.id for entry in getattr(pack, table)]
        yield from (REPEATED.at(f"{table}.csv", one, one) for one in twice(ids))
    for table in DATED:
        versions: dict[str, list[Dated]] = defaultdict(list)
        for entry in getattr(pack, table):
            versions[entry.id].append(entry)
        for one, entries in versions.items():
            if any_overlap(entries):
                yield OVERLAP.at(table if table in FOLDERS else f"{table}.csv", one, one)


def _values(codes: CodeList) -> Findings:
    periods: dict[str, list[Dated]] = defaultdict(list)
    for value in codes.values:
        for name in {value.value, *value.aliases}:
            periods[name].append(value)
    for name, entries in periods.items():
        if any_overlap(entries):
            yield OVERLAP.at(f"codes/{codes.id}.csv", name, name)


def _names(scene: Scene) -> Findings:
    units = scene.units.values()
    names = [name for unit in units for name in {unit.name.zh, *unit.aliases}]
    yield from (UNIT_NAME.at("units.csv", name, name) for name in twice(names))


def twice(names: Iterable[str]) -> list[str]:
    """Return the names that stand more than once, each once, in order."""
    seen: set[str] = set()
    again: dict[str, None] = {}
    for name in names:
        if name in seen:
            again[name] = None
        seen.add(name)
    return list(again)


def any_overlap(entries: Iterable[Dated]) -> bool:
    """Tell whether two of the periods of force share a day."""
    return any(_overlap(one, other) for one, other in combinations(entries, 2))


def _overlap(one: Dated, other: Dated) -> bool:
    starts = [entry.effective_from or date.min for entry in (one, other)]
    ends = [entry.effective_to or date.max for entry in (one, other)]
    return max(starts) < min(ends)
