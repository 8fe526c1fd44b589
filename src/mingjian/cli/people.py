"""Commands for accounts of people and keys of client systems."""

from typing import Annotated

import typer

from mingjian.accounts.actor import system
from mingjian.accounts.clients import allow_checks, allow_sending, issue_key, open_client
from mingjian.accounts.people import give_role, open_account
from mingjian.accounts.scopes import Scope
from mingjian.cli.boot import platform
from mingjian.cli.output import AsJson, show

account_app = typer.Typer(no_args_is_help=True)
client_app = typer.Typer(no_args_is_help=True)
COMMAND_LINE = system("command-line")

Unit = Annotated[str, typer.Option(help="单位编号，见 mingjian units / id of a unit in the packs")]


def add_to(app: typer.Typer) -> None:
    """Adds this module's groups of commands."""
    app.add_typer(account_app, name="account")
    app.add_typer(client_app, name="client")


@account_app.callback()
def account() -> None:
    """人员账号。Accounts of people."""


@client_app.callback()
def client() -> None:
    """接入系统。Client systems and their keys."""


@account_app.command("add")
def add_account(
    username: Annotated[str, typer.Argument(help="用户名 / user name")],
    name: Annotated[str, typer.Option(help="姓名 / name of the person")],
    unit: Unit,
    role: Annotated[list[str], typer.Option(help="角色，可多次 / role, repeatable")],
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, help="口令 / password")],
    scope: Annotated[Scope | None, typer.Option(help="数据范围 / data scope")] = None,
    as_json: AsJson = False,
) -> None:
    """开立账号并授予角色。Open an account and give it roles."""
    with platform():
        account = open_account(username, name, unit, password=password)
        for each in role:
            give_role(account, each, by=COMMAND_LINE, scope=scope)
    show({"username": username, "unit": unit, "roles": role}, as_json=as_json)


@client_app.command("add")
def add_client(
    name: Annotated[str, typer.Argument(help="系统名称 / name of the system")],
    unit: Unit,
    check: Annotated[
        list[str] | None, typer.Option(help="可核查的事项 / matters it may check, repeatable")
    ] = None,
    item: Annotated[
        list[str] | None, typer.Option(help="可查看或报送的数据项 / items, repeatable")
    ] = None,
    send: Annotated[bool, typer.Option(help="可报送这些数据项 / may send these items")] = False,
    as_json: AsJson = False,
) -> None:
    """登记接入系统并发放密钥（只显示一次）。Enter a client system; its key is shown once."""
    with platform():
        client = open_client(name, unit)
        for matter in check or ():
            allow_checks(client, matter, item or ())
        if send:
            allow_sending(client, item or ())
        key = issue_key(client)
    show({"client": client.pk, "name": name, "key": key}, as_json=as_json)
