"""What the packs say of a matter: which measures bear on it, and which steps need no list."""

from collections.abc import Iterable
from functools import lru_cache

from mingjian.evidence.append import canonical
from mingjian.policy.resolve import Policies
from mingjian.policy.schema import Measure
from mingjian.policy.standing import policies


def bearing(matters: Iterable[str]) -> str:
    """The second parameter of the statement, for these matters, as one JSON text.

    `bites`: measures that, imposed on an organisation, bear on the matter. `steps`: supervisory
    steps that adverse information alone allows in it (Zhejiang 22, 23, 26).
    """
    known = policies()
    return f"[{','.join(_bearing(known, matter) for matter in dict.fromkeys(matters))}]"


@lru_cache(maxsize=256)
def _bearing(known: Policies, matter: str) -> str:
    bites = [one.id for one in known.measures() if matter in one.matters and _binds(one)]
    alone = known.measures_on_adverse(matter)
    steps = [_step(one) for one in alone if one.step == "supervision"]
    return canonical({"matter": matter, "bites": bites, "steps": steps})


def _binds(one: Measure) -> bool:
    return one.may_attach and one.binds_organisations


def _step(one: Measure) -> dict[str, object]:
    """As it stands in the answer, after the numbers of the adverse information it rests on."""
    return {
        "article": one.article,
        "by": one.implemented_by,
        "category": one.category_zh,
        "duty": one.duty,
        "ground": "adverse",
        "id": one.id,
        "law": one.basis,
        "measure": one.measure,
        "nature": one.nature,
        "step": one.step,
        "term_max": one.term_max,
        "term_min": one.term_min,
        "text_version": one.text_version,
    }
