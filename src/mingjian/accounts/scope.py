"""A right's reach as a filter on rows."""

from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import grants_with, units_of
from mingjian.accounts.scopes import Scope

__all__ = ["Scope", "narrow", "units_for"]

Row = TypeVar("Row", bound=Model)


def units_for(actor: Actor, right: str) -> frozenset[str] | None:
    """The units whose data the actor reaches by this right; None means all.

    A right that reaches the own doings only gives no unit: `narrow` knows the owner too.
    """
    if actor.is_system:
        return None
    held = tuple(grants_with(actor, right))
    if any(scope is Scope.ALL for _, scope in held):
        return None
    return frozenset[str]().union(*(units_of(actor, grant, scope) for grant, scope in held))


def narrow(
    rows: "QuerySet[Row]", actor: Actor, right: str, unit_field: str, owner_field: str | None = None
) -> "QuerySet[Row]":
    """The rows the actor reaches by this right: of his units, and, by scope self, his own."""
    units = units_for(actor, right)
    if units is None:
        return rows
    reach = Q(**{f"{unit_field}__in": units})
    if owner_field and any(scope is Scope.SELF for _, scope in grants_with(actor, right)):
        reach |= Q(**{owner_field: actor.id})
    return rows.filter(reach)
