"""Penalties and rule sets for the tests of the rules: the packs' own, and small invented ones."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from mingjian.effects.rules.penalty import Penalty
from mingjian.policy.load import load_pack
from mingjian.policy.resolve import Policies
from mingjian.policy.schema import RepairRules
from mingjian.policy.schema.penalty import PenaltyKind

PACKS = Path(__file__).resolve().parents[3] / "policies"
K = PenaltyKind
SAID: dict[str, Any] = {"source": "test", "mark": "verified"}
NAME = {"zh": "示例", "en": "example"}


@lru_cache(maxsize=1)
def policies() -> Policies:
    return Policies(load_pack(PACKS / name) for name in ("national", "zhejiang"))


def every() -> tuple[RepairRules, ...]:
    return tuple(rules for pack in policies().packs for rules in pack.repair)


def named(rules_id: str) -> RepairRules:
    return next(rules for rules in every() if rules.id == rules_id)


def day(text: str) -> date:
    return date.fromisoformat(text)


def penalty(*kinds: PenaltyKind, on: str = "2024-01-15", **facts: Any) -> Penalty:
    """An ordinary penalty in another field, every date of which is `on` unless given."""
    known: dict[str, Any] = {
        "decided_on": day(on),
        "document_on": day(on),
        "published_on": day(on),
        "found_on": day(on),
        "procedure": "ordinary",
        "field": "other",
        "authority": "other",
        **facts,
    }
    return Penalty(kinds=frozenset(kinds or (K.LARGE_FINE,)), **known)


def cls(id_: str = "one", *contents: str, **changes: Any) -> dict[str, Any]:
    """A class of three months to a year into which `contents` fall, as plain values."""
    falls = [{"contents": contents, **SAID}] if contents else []
    periods = {"min_months": 3, "max_months": 12}
    return {"id": id_, "name": NAME, "falls": falls, **periods, **SAID, **changes}


def rules(*classes: dict[str, Any], **changes: Any) -> RepairRules:
    """An invented set with these classes, or with one that takes everything."""
    plain = {
        "id": "invented",
        "title": NAME,
        "jurisdiction": "示例区",
        "scope": "penalty_publication",
        "start": "decision",
        "classes": classes or (cls(others=True),),
    }
    return RepairRules.model_validate({**plain, **SAID, **changes})


def asked(kind: str, **changes: Any) -> dict[str, Any]:
    """A condition of repair, as plain values."""
    return {"kind": kind, "name": NAME, **SAID, **changes}
