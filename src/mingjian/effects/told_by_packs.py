"""What the gate must know, read off the packs as rows."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone

from mingjian.effects.measures_told import attached, measures
from mingjian.effects.models import Attached, KnownItem, KnownList, KnownMeasure, KnownUnit
from mingjian.effects.models.known import Known
from mingjian.effects.together import days_of
from mingjian.kernel.verdict import CannotTell, Met, NotMet
from mingjian.policy.resolve import Policies
from mingjian.policy.schema import CatalogueItem, Forbidden, ListDefinition, Pack
from mingjian.policy.schema.base import Basis, Dated, Text


def told(policies: Policies) -> dict[type[Known], list[Known]]:
    """The rows of each table; where packs say two things of one day, the more local counts."""
    packs = [(policies.editions[pack.id].label, pack) for pack in reversed(policies.packs)]
    return {
        KnownList: [row for one in packs for row in _lists(*one)],
        KnownMeasure: [row for one in packs for row in measures(*one)],
        Attached: [row for one in packs for row in attached(*one, policies)],
        KnownItem: [row for one in packs for row in _items(*one)],
        KnownUnit: [row for one in packs for row in _units(*one)],
    }


def _lists(edition: str, pack: Pack) -> Iterator[Known]:
    for one in pack.lists:
        if (days := days_of(pack, one)) is not None:
            allowed, why = _allowed(one)
            yield KnownList(
                list_id=one.id,
                title_zh=one.title.zh,
                title_en=one.title.en,
                colour=one.colour,
                part=one.part or "",
                status=one.status,
                allowed=allowed,
                why=why,
                during=days,
                edition_id=edition,
            )


def _allowed(one: ListDefinition) -> tuple[bool, str]:
    """By the day of today where the list is in force today, else by its first or last day."""
    match one.may_list(_a_day_of(one)):
        case Met():
            return True, ""
        case NotMet(facts=facts):
            why = facts.get("why")
            return False, why.zh if isinstance(why, Text) else str(why)
        case CannotTell(reason=reason):
            return False, reason


def _a_day_of(one: Dated) -> date:
    today = timezone.localdate()
    if one.effective_from is not None and today < one.effective_from:
        return one.effective_from
    if one.effective_to is not None and one.effective_to <= today:
        return one.effective_to - timedelta(days=1)
    return today


def _items(edition: str, pack: Pack) -> Iterator[Known]:
    for one in pack.catalogue:
        if (days := days_of(pack, one)) is not None:
            yield KnownItem(
                item=one.id,
                effect=one.effect,
                public=bool(one.public),
                code_field=one.subject.code,
                **_grounds(one),
                forbidden=_forbidden(one),
                during=days,
                edition_id=edition,
            )


def _grounds(item: CatalogueItem) -> dict[str, str]:
    """Where a record's article stands: in a field of it, or with the item; nowhere is no effect."""
    if item.grounds is None:
        return {"basis_field": "", "own_basis": ""}
    if item.grounds.basis is not None:
        return {"basis_field": item.grounds.basis, "own_basis": ""}
    return {"basis_field": "", "own_basis": "；".join(map(_cited, item.basis))}


def _cited(basis: Basis) -> str:
    return f"《{basis.law}》第{basis.article}条" if basis.article else f"《{basis.law}》"


def _forbidden(item: CatalogueItem) -> list[dict[str, object]]:
    checks = [one for one in item.row_checks if isinstance(one, Forbidden)]
    return [
        {"field": one.field, "words": list(one.values or one.contains), "exact": bool(one.values)}
        for one in checks
    ]


def _units(edition: str, pack: Pack) -> Iterator[Known]:
    for one in pack.units:
        days = days_of(pack, Dated())
        yield KnownUnit(
            unit_id=one.id, in_district=one.in_district, during=days, edition_id=edition
        )
