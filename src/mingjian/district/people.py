"""The people and systems of the generated district, and what to try with their accounts."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.db import transaction
from pydantic import BaseModel, ConfigDict, TypeAdapter

from mingjian.accounts.actor import system
from mingjian.accounts.clients import allow_checks, issue_key, open_client
from mingjian.accounts.models import Account, Client
from mingjian.accounts.people import give_role, open_account
from mingjian.district.plan import Plan
from mingjian.home.paths import home
from mingjian.home.secrets import secret
from mingjian.policy.schema.base import Text
from mingjian.policy.standing import policies
from mingjian.registry.find import subject

DEMO = system("demo")
# Where clerks and the demo's client system sit: a unit of the pack zhenhai-2019.
COUNTER = "zhenhai-approval-office"
CLIENT_NAME = "示例一窗受理系统"
_FILE = Path(__file__).parent / "words" / "people.yaml"
_SHOWN = r"^((head|hearing)-|reviewer$|organisation-[12]$)"
_ONE_EACH = ("office", "clerk", "auditor", "admin")


class Kind(BaseModel):
    """A kind of account. `many`: one in each of several units; `unit`: where the only one sits."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    username: str
    name: str
    role: str
    hint: Text
    unit: str = ""
    many: bool = False


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account to sign in with; the password is this installation's own.

    `unit`: where the person sits, or the name of the organisation that he acts for. `hint`: what
    to try with it.
    """

    username: str
    name: str
    unit: str
    role: str
    password: str
    hint: Text


@cache
def kinds() -> dict[str, Kind]:
    """The kinds of accounts, by name."""
    read = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return TypeAdapter(dict[str, Kind]).validate_python(read)


def demo_password() -> str:
    """The password of all demo accounts: made for this home, so that no two demos share one."""
    return f"mingjian-{secret(home(), 'demo-password')[:8]}"


def described(kind: str, unit: str = "") -> DemoAccount:
    """The account of this kind, in `unit` where there are many, whether it is open or not."""
    known = kinds()[kind]
    username = f"{known.username}-{unit.removeprefix('zhenhai-')}" if known.many else known.username
    place = unit if known.many else known.unit
    return DemoAccount(username, known.name, place, known.role, demo_password(), known.hint)


@transaction.atomic
def open_demo_accounts(units: Iterable[str]) -> list[DemoAccount]:
    """Opens what is missing: a liaison in each unit, and the others; returns all of them."""
    wanted = [described("liaison", unit) for unit in units] + [*map(described, _ONE_EACH)]
    for account in wanted:
        opened(account)
    return wanted


def opened(account: DemoAccount) -> Account:
    """The account of a person in a unit, opened with its role where it was not yet."""
    known = Account.objects.filter(username=account.username).first()
    return known or _open(account)


def story_accounts() -> list[DemoAccount]:
    """The accounts that only the stories needed, as far as they are to be shown; by user name."""
    rows = Account.objects.filter(username__regex=_SHOWN, is_active=True).order_by("username")
    return [_of_story(row) for row in rows]


def demo_key(plan: Plan) -> str:
    """A fresh key of the demo's client system, which may check every matter and item."""
    client = Client.objects.filter(name=CLIENT_NAME).first() or _open_client(plan)
    return issue_key(client)


def _of_story(row: Account) -> DemoAccount:
    names = {known.username: kind for kind, known in kinds().items()}
    known = kinds()[names[row.username.partition("-")[0]]]
    firm = subject(row.subject_id) if row.subject_id is not None else None
    place = row.unit_id if firm is None else firm.name
    return DemoAccount(row.username, row.name, place, known.role, demo_password(), known.hint)


def _open(account: DemoAccount) -> Account:
    made = open_account(account.username, account.name, account.unit, password=account.password)
    give_role(made, account.role, by=DEMO)
    return made


def _open_client(plan: Plan) -> Client:
    client = open_client(CLIENT_NAME, COUNTER)
    items = [item.id for item in policies().items(plan.until)]
    for matter in policies().matters():
        allow_checks(client, matter.id, items)
    return client
