"""Repair rules as plain values, for the tests of schema and linter."""

from typing import Any

from mingjian.policy.schema import RepairRules
from policy.making import SAID, TEXT


def cls(id_: str = "one", *contents: str, **changes: Any) -> dict[str, Any]:
    """A class into which `contents` fall, of three months to a year."""
    falls = [{"contents": contents, **SAID}] if contents else []
    periods = {"min_months": 3, "max_months": 12}
    return {"id": id_, "name": TEXT, "falls": falls, **periods, **SAID, **changes}


def exit_of(list_id: str = "B1", **changes: Any) -> dict[str, Any]:
    return {"list_id": list_id, "name": TEXT, "basis": "示例法", **SAID, **changes}


def plain(id_: str = "rules", **changes: Any) -> dict[str, Any]:
    """A set of repair rules without content, or with the content given."""
    head = {"id": id_, "title": TEXT, "jurisdiction": "示例区", "scope": "penalty_publication"}
    return {**head, **SAID, **changes}


def rules(id_: str = "rules", **changes: Any) -> RepairRules:
    return RepairRules.model_validate(plain(id_, **changes))
