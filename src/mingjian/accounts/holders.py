"""Which units have somebody who may do something: rights are data, so are those who hold them."""

from mingjian.accounts.actor import actor_of_account
from mingjian.accounts.decide import decide
from mingjian.accounts.models import Account
from mingjian.accounts.roles import roles


def units_holding(right: str) -> frozenset[str]:
    """The units of which somebody, by a role held now, has the right in his own unit's matters."""
    named = [role.id for role in roles().values() if right in role.rights]
    held = Account.objects.filter(role_grants__role__in=named, role_grants__ended_at=None)
    people = map(actor_of_account, held.filter(is_active=True).exclude(unit_id="").distinct())
    return frozenset(
        one.unit_id for one in people if decide(one, right, unit_id=one.unit_id).allowed
    )
