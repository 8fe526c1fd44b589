"""Who acts: a person, a client system, or the platform itself, with the rights held now."""

from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.utils import timezone

from mingjian.accounts.models import Account, Client, ClientRight, Grant
from mingjian.accounts.roles import CHECKING_CLIENT, SENDING_CLIENT
from mingjian.accounts.scopes import Scope
from mingjian.kernel.problem import SignInFirst

_ON_REQUEST = "mingjian_actor"
_ROLE_FOR = {"check.ask": CHECKING_CLIENT, "intake.send": SENDING_CLIENT}


@dataclass(frozen=True, slots=True)
class Held:
    """A role held. `scope` None: the role's own scopes. `items` None: every catalogue item."""

    role: str
    scope: Scope | None = None
    custom_units: frozenset[str] = frozenset()
    items: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `id` is "user:7", "client:3" or "system:posting"; it stands in the log.

    `subject_id`: the organisation that the person acts for; then `unit_id` is empty.
    """

    id: str
    name: str
    unit_id: str
    grants: tuple[Held, ...] = ()
    subject_id: int | None = None

    @property
    def is_system(self) -> bool:
        """Whether the platform acts by itself: it may do everything, and the log says so."""
        return self.id.startswith("system:")

    @property
    def is_client(self) -> bool:
        """Whether this is a client system."""
        return self.id.startswith("client:")

    def with_grants(self, *grants: Held) -> "Actor":
        """The same actor if he held these: for questions of the form what if."""
        return replace(self, grants=grants)


SYSTEM = Actor(id="system:mingjian", name="明鉴", unit_id="")


def system(what: str) -> Actor:
    """The platform, doing `what` by itself, e.g. the posting job."""
    return Actor(id=f"system:{what}", name=what, unit_id="")


def actor_of(request: HttpRequest) -> Actor:
    """Who makes this request, by session or by key.

    Raises:
        SignInFirst: when nobody is signed in and no valid key was presented.
    """
    known = getattr(request, _ON_REQUEST, None)
    if isinstance(known, Actor):
        return known
    user = getattr(request, "user", None)
    if not isinstance(user, Account) or not user.is_active:
        raise SignInFirst
    return remember(request, actor_of_account(user))


def remember(request: HttpRequest, actor: Actor) -> Actor:
    """Let `actor_of` give this actor for the rest of the request."""
    setattr(request, _ON_REQUEST, actor)
    return actor


def actor_of_account(account: Account) -> Actor:
    """The person with the roles held now; one who left holds none."""
    grants = Grant.objects.filter(account=account, ended_at=None) if account.is_active else ()
    held = tuple(map(_held_by_grant, grants))
    return Actor(f"user:{account.pk}", account.name, account.unit_id, held, account.subject_id)


def actor_of_client(client: Client) -> Actor:
    """The client system with the rights in force today."""
    rights = ClientRight.objects.in_force(timezone.localdate()).filter(client=client)
    held = tuple(dict.fromkeys(map(_held_by_right, rights)))
    return Actor(f"client:{client.pk}", client.name, client.unit_id, held)


def _held_by_grant(grant: Grant) -> Held:
    scope = Scope(grant.scope) if grant.scope else None
    return Held(grant.role, scope, frozenset(grant.custom_units))


def _held_by_right(right: ClientRight) -> Held:
    return Held(_ROLE_FOR[right.right], items=frozenset(right.items))
