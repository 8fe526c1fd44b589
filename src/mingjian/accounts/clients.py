"""Client systems: their keys and what they may ask."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import date

from django.utils import timezone

from mingjian.accounts.actor import Actor, actor_of_client
from mingjian.accounts.models import Client, ClientRight
from mingjian.accounts.problems import AlreadyEnded, NoSuchClient

_PREFIX = "mj_"


def open_client(name: str, unit_id: str, *, active_from: date | None = None) -> Client:
    """Enter a client system of a unit; it can do nothing before it has a key and a right."""
    start = active_from or timezone.localdate()
    return Client.objects.create(name=name, unit_id=unit_id, active_from=start)


def client(client_id: int) -> Client:
    """The client with this number.

    Raises:
        NoSuchClient: when there is none.
    """
    found: Client | None = Client.objects.filter(pk=client_id).first()
    if found is None:
        raise NoSuchClient(client=client_id)
    return found


def issue_key(client: Client) -> str:
    """Give the client a new key (the old one ends) and return it: it is shown this once."""
    key = _PREFIX + secrets.token_urlsafe(32)
    client.key_hash = hash_of(key)
    client.save(update_fields=["key_hash"])
    return key


def hash_of(key: str) -> bytes:
    """SHA-256 of a key. The key has 256 random bits, so no slow hash is needed."""
    return hashlib.sha256(key.encode()).digest()


def client_of(key: str) -> Actor | None:
    """The client whose key this is, with the rights in force today; None when it is not known."""
    if not key.startswith(_PREFIX):
        return None
    active = Client.objects.in_force(timezone.localdate())
    found: Client | None = active.filter(key_hash=hash_of(key)).first()
    return None if found is None else actor_of_client(found)


def allow_checks(
    client: Client, matter: str, items: Collection[str], *, active_from: date | None = None
) -> ClientRight:
    """Let the client check these catalogue items in this matter, from a day on (today)."""
    start = active_from or timezone.localdate()
    return ClientRight.objects.create(
        client=client, right="check.ask", matter=matter, items=sorted(items), active_from=start
    )


def allow_sending(
    client: Client, items: Collection[str], *, active_from: date | None = None
) -> ClientRight:
    """Let the client send rows of these catalogue items, from a day on (today)."""
    start = active_from or timezone.localdate()
    return ClientRight.objects.create(
        client=client, right="intake.send", items=sorted(items), active_from=start
    )


def end_right(right: ClientRight, on: date) -> None:
    """Let a right end: `on` is the first day without it.

    Raises:
        AlreadyEnded: when it ended before that day.
    """
    if right.active_until is not None and right.active_until <= on:
        raise AlreadyEnded
    ClientRight.objects.filter(pk=right.pk).update(active_until=on)


def items_to_check(actor: Actor, matter: str) -> frozenset[str]:
    """The items a client system may see when it checks this matter today."""
    today = timezone.localdate()
    number = int(actor.id.removeprefix("client:"))
    rights = ClientRight.objects.in_force(today).filter(
        client__in=Client.objects.in_force(today).filter(pk=number),
        right="check.ask",
        matter=matter,
    )
    return frozenset(item for right in rights for item in right.items)
