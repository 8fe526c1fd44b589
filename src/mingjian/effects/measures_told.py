"""Measures, and the lists to whose entries the law attaches them, read off the packs as rows."""

import json
from collections.abc import Iterator

from mingjian.effects.models import Attached, KnownMeasure
from mingjian.effects.models.known import Known
from mingjian.effects.together import days_of
from mingjian.policy.resolve import Policies
from mingjian.policy.schema import Measure, Pack
from mingjian.policy.schema.base import Dated


def measures(edition: str, pack: Pack) -> Iterator[Known]:
    """The measures of a pack that may be held against organisations."""
    for one in pack.measures:
        if one.may_attach and one.binds_organisations:
            yield KnownMeasure(
                measure_id=one.id,
                nature=one.nature,
                step=one.step,
                law=one.basis,
                article=one.article or "",
                term_max_months=None if one.lifelong else one.term_max_months,
                during=days_of(pack, Dated()),
                edition_id=edition,
            )


def attached(edition: str, pack: Pack, policies: Policies) -> Iterator[Known]:
    """Which of them the law attaches to an entry of which live list, in which matter."""
    live = {one.id for one in policies.every_list() if one.status == "live"}
    for one in pack.measures:
        if one.may_attach and one.binds_organisations:
            for list_id in sorted(live.intersection(one.lists)):
                for matter in one.matters:
                    yield _attachment(edition, pack, one, list_id, matter)


def _attachment(edition: str, pack: Pack, one: Measure, list_id: str, matter: str) -> Attached:
    return Attached(
        list_id=list_id,
        matter=matter,
        measure_id=one.id,
        text=_text(one),
        during=days_of(pack, Dated()),
        edition_id=edition,
    )


def _text(one: Measure) -> str:
    shown: dict[str, object] = {
        "measure": one.measure,
        "category": one.category_zh,
        "nature": one.nature,
        "step": one.step,
        "duty": one.duty,
        "law": one.basis,
        "article": one.article,
        "text_version": one.text_version,
        "term_min": one.term_min,
        "term_max": one.term_max,
        "by": one.implemented_by,
    }
    if one.not_while:
        shown["not_while"] = one.not_while
    return json.dumps(shown, ensure_ascii=False, sort_keys=True)
