"""`mingjian case`: how one case stands."""

import re
from typing import Annotated, Any

import typer

from mingjian.cases.engine.running import Running
from mingjian.cases.history import StepView
from mingjian.cases.models import Case
from mingjian.cases.problems import NoSuchCase
from mingjian.cases.view import CaseView, view
from mingjian.cli.boot import platform
from mingjian.cli.cases import COMMAND_LINE, Unit, code_of
from mingjian.cli.output import AsJson, in_language, language, pick, print_json, show
from mingjian.cli.problems import SeveralCases

_NUMBER = re.compile(r"(?:明案)?〔?(\d{4})〕?-?(\d+)号?")


def add_to(app: typer.Typer) -> None:
    """Adds this module's command."""
    app.command("case")(case)


def case(
    number: Annotated[str, typer.Argument(help="编号或案号，如 12、明案〔2026〕3号 / 12, 2026-3")],
    unit: Unit = "",
    as_json: AsJson = False,
) -> None:
    """一件案件：状态、期限、可办步骤、经过。A case: state, clocks, what can be done, history.

    A case number (案号) is unique within its unit: add --unit where several units have it.
    """
    with platform():
        found = view(_found(number, unit), COMMAND_LINE)
        heading = _heading(found)
    if as_json:
        print_json(_document(found, heading))
        return
    show(heading, as_json=False, title=found.number)
    show([_clock(one) for one in found.clocks], as_json=False, title=pick("期限", "clocks"))
    show(_possible(found), as_json=False, title=pick("可办步骤", "what leads on"))
    show([_step(one) for one in found.history], as_json=False, title=pick("经过", "history"))


def _found(number: str, unit: str) -> int:
    if number.isdecimal():
        return int(number)
    parts = _NUMBER.fullmatch(number.strip())
    if parts is None:
        raise NoSuchCase(what=number, case=number)
    rows = Case.objects.filter(year=int(parts[1]), serial=int(parts[2]))
    found = list(rows.filter(unit_id=unit) if unit else rows)
    if not found:
        raise NoSuchCase(what=number, case=number)
    if len(found) > 1:
        raise SeveralCases(number=number, units="、".join(sorted(one.unit_id for one in found)))
    return int(found[0].pk)


def _heading(found: CaseView) -> dict[str, object]:
    return {
        "case": found.id,
        "number": found.number,
        "procedure": in_language(found.procedure.name),
        "edition": found.edition_id,
        "unit": found.unit_id,
        "code": code_of(found.subject_id),
        "about": f"{found.about} {found.about_id}",
        "parent": found.parent_id,
        "state": in_language(found.state.name),
        "opened_on": found.opened_on,
        "closed_on": found.closed_on,
        "outcome": found.outcome,
    }


def _document(found: CaseView, heading: dict[str, object]) -> dict[str, Any]:
    return {
        **heading,
        "clocks": [_clock(one) for one in found.clocks],
        "possible": _possible(found),
        "history": [_step(one) for one in found.history],
    }


def _clock(one: Running) -> dict[str, object]:
    return {
        "clock": in_language(one.clock.name),
        "on": one.clock.on,
        "started_on": one.started_on,
        "due_on": one.due and one.due.day,
        "provisional": bool(one.due and one.due.provisional),
        "stopped_on": one.stopped_on,
        "paused": one.is_paused,
        "extended": one.extended,
        "overdue_by": one.overdue_by,
    }


def _possible(found: CaseView) -> list[dict[str, object]]:
    return [
        {
            "step": one.step.id,
            "name": in_language(one.step.name),
            "by": one.step.by,
            "blocked_by": [problem.sentence(language()) for problem in one.blocked_by],
        }
        for one in found.possible
    ]


def _step(one: StepView) -> dict[str, object]:
    return {
        "seq": one.seq,
        "day": one.day,
        "step": in_language(one.step.name),
        "actor": one.actor,
        "unit": one.unit_id,
        "reason": one.reason,
        "papers": [paper.number for paper in one.papers],
        "served": [str(n.served_on) for n in one.notices if n.served_on is not None],
        "entry": one.entry_id,
    }
