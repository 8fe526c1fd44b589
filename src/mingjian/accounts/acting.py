"""Who asked for work that is done later, with the rights that he holds then."""

from mingjian.accounts.actor import SYSTEM, Actor, actor_of_account, actor_of_client
from mingjian.accounts.clients import client
from mingjian.accounts.models import Account


def acting(actor_id: str, unit_id: str) -> Actor:
    """The actor of this id, as `Actor.id` has it.

    Raises:
        NoSuchClient: there is no such client system.
    """
    kind, _, number = actor_id.partition(":")
    match kind:
        case "user":
            return actor_of_account(Account.objects.get(pk=int(number)))
        case "client":
            return actor_of_client(client(int(number)))
        case _:
            return Actor(actor_id, SYSTEM.name, unit_id)
