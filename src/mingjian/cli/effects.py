"""`mingjian effects`: what is in force for one organisation."""

from datetime import date
from typing import Annotated

import typer
from django.db import transaction
from django.utils import timezone

from mingjian.accounts.actor import system
from mingjian.cli.boot import platform
from mingjian.cli.given import day
from mingjian.cli.output import AsJson, print_json, show
from mingjian.effects.in_force import InForce, in_force
from mingjian.evidence.append import append
from mingjian.registry.find import SubjectView, by_code
from mingjian.registry.problems import NoSuchSubject

COMMAND_LINE = system("command-line")
PARTS = ("entries", "adverse", "measures", "published", "disputed", "shielded")

Code = Annotated[str, typer.Argument(help="统一社会信用代码 / code")]
On = Annotated[str | None, typer.Option(help="在该日，默认今日 / on that day")]


def add_to(app: typer.Typer) -> None:
    """Adds this module's command."""
    app.command("effects")(effects)


def effects(
    code: Code,
    on: On = None,
    as_json: AsJson = False,
) -> None:
    """某日有效的名单、不良信息、措施、公示、争议、屏蔽。What is in force on a day.

    Computed from dates: another --on gives the answer of another day. The look is logged; decisions
    rest on `mingjian check`, which leaves a receipt.
    """
    with platform():
        found = _looked(known(code).subject_id, day_or_today(on))
    if as_json:
        print_json(found)
        return
    for part in PARTS:
        show(getattr(found, part), as_json=False, title=part)


@transaction.atomic
def _looked(subject_id: int, on: date) -> InForce:
    body = {"on": on.isoformat()}
    append("effects.read", actor=COMMAND_LINE.id, body=body, subject_id=subject_id)
    return in_force(subject_id, on)


def known(code: str) -> SubjectView:
    """The subject of a code.

    Raises:
        NoSuchSubject: there is none.
    """
    found = by_code(code)
    if found is None:
        raise NoSuchSubject(subject=code)
    return found


def day_or_today(text: str | None) -> date:
    """A day as typed; today where none was."""
    return day(text) if text else timezone.localdate()
