"""Lint a pack before it is accepted; an error means it must not be used."""

from collections.abc import Callable, Iterator
from pathlib import Path

from mingjian.policy.linting.calendar import calendar
from mingjian.policy.linting.clashes import clashes
from mingjian.policy.linting.deciders import deciders
from mingjian.policy.linting.fields import fields
from mingjian.policy.linting.finding import Finding, Findings, Rule, Scene
from mingjian.policy.linting.law import law
from mingjian.policy.linting.layouts import layouts
from mingjian.policy.linting.lists import lists
from mingjian.policy.linting.marks import marks
from mingjian.policy.linting.measures import measures
from mingjian.policy.linting.procedures import procedures
from mingjian.policy.linting.references import references
from mingjian.policy.linting.repair import repair
from mingjian.policy.load import load_pack
from mingjian.policy.problems import BrokenPack, PackFault
from mingjian.policy.schema import Pack

RULES: tuple[Callable[[Scene], Findings], ...] = (
    references,
    clashes,
    fields,
    layouts,
    law,
    lists,
    deciders,
    measures,
    procedures,
    repair,
    calendar,
    marks,
)
GRAVITY = {"error": 0, "warning": 1, "information": 2}
BASE = Rule(
    "policy.lint.base",
    "error",
    "所扩展的政策包不在旁边或不能载入：{what}",
    "a pack this one extends is not beside it or cannot be loaded: {what}",
)

__all__ = ["Finding", "has_errors", "lint", "lint_pack"]


def lint(folder: Path) -> list[Finding]:
    """Return all findings about the pack in `folder`, the gravest first.

    The packs it extends are looked for beside it. What cannot be loaded is a finding too.
    """
    try:
        pack = load_pack(folder)
    except BrokenPack as broken:
        return [_told(fault) for fault in broken.faults]
    bases, missing = _bases(pack, folder.parent)
    return _sorted([*missing, *lint_pack(pack, bases)])


def lint_pack(pack: Pack, bases: tuple[Pack, ...] = ()) -> list[Finding]:
    """Return all findings about a pack at hand, the gravest first."""
    scene = Scene(pack, bases)
    return _sorted([finding for rule in RULES for finding in rule(scene)])


def has_errors(findings: list[Finding]) -> bool:
    """Tell whether a pack with these findings must be refused."""
    return any(finding.severity == "error" for finding in findings)


def _sorted(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: GRAVITY[finding.severity])


def _told(fault: PackFault) -> Finding:
    file, place = str(fault.facts["file"]), fault.place or ""
    zh, en = fault.sentence("zh"), fault.sentence("en")
    return Finding(fault.code, "error", file, place, zh, en)


def _bases(pack: Pack, beside: Path) -> tuple[tuple[Pack, ...], list[Finding]]:
    found: dict[str, Pack] = {}
    missing: list[Finding] = []
    for name in _wanted(pack, found):
        try:
            found[name] = load_pack(beside / name)
        except BrokenPack:
            missing.append(BASE.at("pack.yaml", "extends", name))
    return tuple(found.values()), missing


def _wanted(pack: Pack, found: dict[str, Pack]) -> Iterator[str]:
    """Yield the names of bases, and of their bases as they are found, each once."""
    asked = {pack.id}
    waiting = [*pack.extends]
    while waiting:
        name = waiting.pop(0)
        if name not in asked:
            asked.add(name)
            yield name
            waiting += found[name].extends if name in found else ()
