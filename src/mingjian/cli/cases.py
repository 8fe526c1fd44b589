"""Commands on cases: which there are, and how one of them stands."""

import re
from typing import Annotated, Any

import typer

from mingjian.accounts.actor import system
from mingjian.cases.desk import Asked, DeskRow, Which, desk
from mingjian.cases.engine.clock import Running
from mingjian.cases.history import StepView
from mingjian.cases.models import Case
from mingjian.cases.problems import NoSuchCase
from mingjian.cases.view import CaseView, view
from mingjian.cli.boot import platform
from mingjian.cli.output import AsJson, in_language, language, pick, print_json, show
from mingjian.cli.problems import SeveralCases

COMMAND_LINE = system("command-line")
_NUMBER = re.compile(r"(?:明案)?〔?(\d{4})〕?-?(\d+)号?")

Unit = Annotated[str, typer.Option(help="承办单位编号 / id of the unit in charge")]


def add_to(app: typer.Typer) -> None:
    """Adds this module's commands."""
    app.command("cases")(cases)
    app.command("case")(case)


def cases(
    unit: Unit = "",
    overdue: Annotated[bool, typer.Option(help="只看办理逾期 / where the office is late")] = False,
    closed: Annotated[bool, typer.Option(help="只看已办结 / closed ones")] = False,
    limit: Annotated[int, typer.Option(help="最多条数 / at most")] = 50,
    as_json: AsJson = False,
) -> None:
    """案件一览：到期早的在前。The cases, the first due first; closed ones by --closed.

    Due and overdue are computed from the steps and the calendar when asked, not stored.
    """
    which: Which = "closed" if closed else "overdue" if overdue else "all"
    with platform():
        page = desk(COMMAND_LINE, Asked(which=which, unit_id=unit, size=limit))
    title = pick(f"案件，共 {page.total} 件", f"{page.total} cases")
    show([_row(row) for row in page.rows], as_json=as_json, title=title)


def _row(row: DeskRow) -> dict[str, object]:
    return {
        "case": row.id,
        "number": row.number,
        "unit": row.unit_id,
        "procedure": in_language(row.procedure),
        "state": in_language(row.state),
        "subject": row.subject_id,
        "opened_on": row.opened_on,
        "due_on": row.due and row.due.day,
        "overdue_by": row.overdue_by,
        "closed_on": row.closed_on,
        "outcome": row.outcome,
    }


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
    if as_json:
        print_json(_document(found))
        return
    show(_heading(found), as_json=False, title=found.number)
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
        "subject": found.subject_id,
        "about": f"{found.about} {found.about_id}",
        "parent": found.parent_id,
        "state": in_language(found.state.name),
        "opened_on": found.opened_on,
        "closed_on": found.closed_on,
        "outcome": found.outcome,
    }


def _document(found: CaseView) -> dict[str, Any]:
    return {
        **_heading(found),
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
