"""The people and systems of the generated district: one liaison for each unit that sends."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from mingjian.accounts.actor import system
from mingjian.accounts.clients import allow_checks, issue_key, open_client
from mingjian.accounts.models import Account, Client
from mingjian.accounts.people import give_role, open_account
from mingjian.district.plan import Plan
from mingjian.home.paths import home
from mingjian.home.secrets import secret
from mingjian.policy.standing import policies

DEMO = system("demo")
# Where the other roles sit: units of the pack zhenhai-2019.
OFFICE, COUNTER = "zhenhai-credit-office", "zhenhai-approval-office"
CLIENT_NAME = "示例一窗受理系统"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account to sign in with; the password is this installation's own."""

    username: str
    name: str
    unit: str
    role: str
    password: str


def demo_password() -> str:
    """The password of all demo accounts: made for this home, so that no two demos share one."""
    return f"mingjian-{secret(home(), 'demo-password')[:8]}"


@transaction.atomic
def open_demo_accounts(units: Iterable[str]) -> list[DemoAccount]:
    """Opens what is missing, and returns all of them."""
    wanted = [_account(_username(unit), "示例联络员", unit, "liaison") for unit in units]
    wanted += [
        _account("office", "示例信用办", OFFICE, "credit_office"),
        _account("clerk", "示例窗口", COUNTER, "clerk"),
        _account("auditor", "示例审计", OFFICE, "auditor"),
        _account("admin", "示例管理员", OFFICE, "administrator"),
    ]
    known = set(Account.objects.values_list("username", flat=True))
    for account in wanted:
        if account.username not in known:
            _open(account)
    return wanted


def demo_key(plan: Plan) -> str:
    """A fresh key of the demo's client system, which may check every matter and item."""
    client = Client.objects.filter(name=CLIENT_NAME).first() or _open_client(plan)
    return issue_key(client)


def _username(unit: str) -> str:
    return f"liaison-{unit.removeprefix('zhenhai-')}"


def _account(username: str, name: str, unit: str, role: str) -> DemoAccount:
    return DemoAccount(username, name, unit, role, demo_password())


def _open(account: DemoAccount) -> None:
    made = open_account(account.username, account.name, account.unit, password=account.password)
    give_role(made, account.role, by=DEMO)


def _open_client(plan: Plan) -> Client:
    client = open_client(CLIENT_NAME, COUNTER)
    items = [item.id for item in policies().items(plan.until)]
    for matter in policies().matters():
        allow_checks(client, matter.id, items)
    return client
