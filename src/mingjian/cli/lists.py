"""Commands on lists: which the packs have, and who is on one of them."""

from typing import Annotated

import typer
from django.utils import timezone

from mingjian.accounts.actor import system
from mingjian.cli.boot import platform
from mingjian.cli.output import AsJson, in_language, pick, print_json, show, verdict_row
from mingjian.policy.problems import UnknownList
from mingjian.policy.schema import ListDefinition
from mingjian.policy.standing import policies
from mingjian.registry.find import subject
from mingjian.web.rolls import OnRoll, counts, roll

COMMAND_LINE = system("command-line")


def add_to(app: typer.Typer) -> None:
    """Adds this module's commands."""
    app.command("lists")(lists)
    app.command("list")(list_)


def lists(as_json: AsJson = False) -> None:
    """全部名单：颜色、依据、能否新列入、现有主体数。All lists, and whether an entry may be made.

    Historic and unclear lists are shown as such; nobody can be put on them.
    """
    with platform():
        today = timezone.localdate()
        entered = counts(COMMAND_LINE, today)
    rows = [_row(one, entered.get(one.id, 0)) for one in policies().every_list()]
    show(rows, as_json=as_json, title=pick("名单", "lists"))


def _row(one: ListDefinition, entries: int) -> dict[str, object]:
    may = one.may_list(timezone.localdate())
    return {
        "list": one.id,
        "title": in_language(one.title),
        "colour": one.colour,
        "part": one.part,
        "deciders": _deciders(one),
        "level": one.level,
        "term_months": one.term_months,
        "status": one.status,
        "from": one.effective_from,
        "to": one.effective_to,
        "may_list": verdict_row(may)["verdict"],
        "why": verdict_row(may)["why"],
        "in_force": entries,
    }


def _deciders(one: ListDefinition) -> list[str]:
    """The units that may decide it today; empty where the packs do not tell."""
    return [found.unit for found in policies().deciders(one.id, timezone.localdate())]


def list_(
    list_id: Annotated[str, typer.Argument(metavar="LIST_ID", help="名单编号 / as B20")],
    as_json: AsJson = False,
) -> None:
    """一个名单：依据、退出、在列和已退出的主体。A list: basis, way out, who is and was on it."""
    versions = [one for one in policies().every_list() if one.id == list_id]
    if not versions:
        raise UnknownList(what=list_id, id=list_id, on=timezone.localdate())
    with platform():
        entries = [_entry(one) for one in roll(COMMAND_LINE, list_id, timezone.localdate())]
    standing = sum(one["standing"] == "in_force" for one in entries)
    heads = [{**_row(one, standing), **_found(one)} for one in versions]
    if as_json:
        print_json({"versions": heads, "entries": entries})
        return
    for head in heads:
        show(head, as_json=False)
    show(entries, as_json=False, title=pick("列入记录", "entries"))


def _found(one: ListDefinition) -> dict[str, object]:
    texts = ("subjects", "decided_by", "basis", "entry", "term", "exit", "source", "mark")
    return {name: getattr(one, name) for name in texts}


def _entry(one: OnRoll) -> dict[str, object]:
    about = subject(one.entry.subject_id)
    return {
        "entry": one.entry.id,
        "code": about.code if about else "",
        "name": about.name if about else "",
        "standing": one.standing,
        "since": one.since,
        "until": one.until,
        "unit": one.entry.unit_id,
        "case": one.entry.case_id,
        "ended_why": one.entry.end.why if one.entry.end else "",
    }
