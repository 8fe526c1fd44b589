"""Small packs for tests: as values, and as files on disk."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mingjian.policy.schema import (
    CatalogueItem,
    CodeList,
    Deadline,
    ListDefinition,
    Matter,
    Measure,
    Pack,
    Procedure,
    Unit,
)

PACKS = Path(__file__).resolve().parents[2] / "policies"
Plain = dict[str, Any]
SAID: Plain = {"source": "test", "mark": "verified"}
TEXT = {"zh": "示例", "en": "example"}
BASIS = {"law": "示例法", "article": "1", **SAID}

PACK_YAML = """\
id: small
name: {zh: 小包, en: Small pack}
jurisdiction: 示例区
sources:
  - {title: 示例, source: test, mark: verified}
"""
ITEM_YAML = """\
id: water-arrears
name: {zh: 水费欠缴, en: Water arrears}
section: 示例
effect: adverse
source: test
mark: verified
owners: ['*']
basis:
  - {law: 示例法, source: test, mark: verified}
refresh: {cycle: monthly}
key: [code, month]
subject: {code: code, name: name}
holds: {from: month}
fields:
  - {name: code, title: {zh: 代码, en: code}, constraints: {required: true}, format: uscc}
  - {name: name, title: {zh: 名称, en: name}, constraints: {required: true}}
  - {name: month, title: {zh: 欠缴月份, en: month}, type: date, constraints: {required: true}}
  - {name: amount, title: {zh: 金额(万元), en: amount}, type: number, unit: 万元}
"""


def write_pack(folder: Path, files: Mapping[str, str] | None = None) -> Path:
    """Write a small pack, with `files` added or put in place of its own."""
    whole = {"pack.yaml": PACK_YAML, "catalogue/water-arrears.yaml": ITEM_YAML, **(files or {})}
    for name, text in whole.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def field(name: str, **changes: object) -> dict[str, Any]:
    """A field as plain values."""
    return {"name": name, "title": {"zh": f"字段{name}", "en": f"field {name}"}, **SAID, **changes}


def item(**changes: object) -> CatalogueItem:
    """An item with the fields code, name, day and kind."""
    plain: dict[str, Any] = {
        "id": "thing",
        "name": TEXT,
        "section": "示例",
        "effect": "neutral",
        "owners": ["*"],
        "basis": [BASIS],
        "refresh": {"cycle": "event"},
        "key": ["code"],
        "subject": {"code": "code", "name": "name"},
        "holds": {"from": "day"},
        "fields": [field("code"), field("name"), field("day", type="date"), field("kind")],
        **SAID,
    }
    return CatalogueItem.model_validate({**plain, **changes})


def layout(*columns: Mapping[str, object], **changes: object) -> dict[str, Any]:
    """A layout as plain values."""
    return {"id": "other", "title": TEXT, "columns": list(columns), **SAID, **changes}


def pack(id_: str = "small", **changes: object) -> Pack:
    """A pack without content, or with the content given."""
    plain = {"id": id_, "name": TEXT, "jurisdiction": "示例区", "sources": []}
    return Pack.model_validate({**plain, **changes})


def unit(id_: str, name: str, *aliases: str) -> Unit:
    """A unit of government."""
    plain = {"id": id_, "name": {"zh": name, "en": id_}, "kind": "town", "in_district": True}
    return Unit.model_validate({**plain, "aliases": aliases, **SAID})


def codes(*values: Mapping[str, object], id_: str = "kinds") -> CodeList:
    """A code list of these values."""
    whole = [{"title": TEXT, **SAID, **value} for value in values]
    return CodeList.model_validate({"id": id_, "title": TEXT, "values": whole, **SAID})


def deadline(id_: str = "D1", **changes: object) -> Deadline:
    """Seven working days, unless changed."""
    plain = {"id": id_, "title": TEXT, "unit": "working_day", "length": 7, "basis": "示例法"}
    return Deadline.model_validate({**plain, **SAID, **changes})


def listing(**changes: object) -> ListDefinition:
    """A live national black list with law, exit and term, unless changed."""
    plain = {"id": "B1", "title": TEXT, "colour": "black", "scope": "national", "level": "law"}
    plain |= {"status": "live", "basis": "示例法 1", "exit": "corrected", "ends": "term"}
    return ListDefinition.model_validate({**plain, **SAID, **changes})


def measure(**changes: object) -> Measure:
    """A sanction with its article that attaches to nothing, unless changed."""
    plain = {"id": "M1", "category": "fund", "category_zh": "示例", "measure": "no funds"}
    plain |= {"nature": "restraint", "step": "sanction", "basis": "示例法", "article": "1"}
    return Measure.model_validate({**plain, **SAID, **changes})


def matter(id_: str = "funds") -> Matter:
    """Something to check for."""
    return Matter.model_validate({"id": id_, "title": TEXT, "basis": BASIS, **SAID})


def state(id_: str, end: str | None = None) -> dict[str, Any]:
    """A state as plain values."""
    return {"id": id_, "name": TEXT, "end": end}


def step(id_: str, start: str | None, to: str, by: str = "unit", **changes: object) -> Plain:
    """A step as plain values; without a start it opens the case."""
    return {"id": id_, "name": TEXT, "from": [start] if start else [], "to": to, "by": by} | changes


def clock(id_: str, starts: str, stops: str, on: str = "office", **changes: object) -> Plain:
    """A clock of seven working days as plain values, whose silence means something harmless."""
    plain = {"id": id_, "name": TEXT, "on": on, "starts": [starts], "stops": [stops], **SAID}
    return {**plain, "length": 7, "unit": "working_day", "silence": {"means": TEXT}} | changes


def procedure(**changes: object) -> Procedure:
    """Propose, notify, decide: the smallest sound procedure with an adverse step."""
    notices = [{"paper": "prior_notice", "to": "subject", "served": True}]
    plain = {
        "id": "way",
        "name": TEXT,
        "kind": "determination",
        "about": ["list"],
        "basis": [BASIS],
        "states": [state("a"), state("b"), state("ill", "adverse"), state("well", "favourable")],
        "steps": [
            step("propose", None, "a"),
            step("notify", "a", "b", makes="prior_notice", notices=notices),
            step("decide", "b", "ill", "head", **DECIDES),
            step("drop", "b", "well"),
        ],
    }
    return Procedure.model_validate({**plain, **SAID, **changes})


DECIDES: Plain = {
    "adverse": True,
    "served": ["prior_notice"],
    "makes": "decision",
    "other_person_than": ["propose"],
}
