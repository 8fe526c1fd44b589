"""`mingjian repair`: whether a penalty may be repaired; read only."""

from datetime import date
from typing import Annotated
from uuid import UUID

import typer

from mingjian.cases.eligibility import judged
from mingjian.cases.models import Case
from mingjian.cli.boot import platform
from mingjian.cli.effects import Code, On, day_or_today, known
from mingjian.cli.given import day
from mingjian.cli.output import AsJson, in_language, print_json, show, verdict_row
from mingjian.effects.rules.eligibility import Eligibility
from mingjian.effects.rules.facts import RepairFacts
from mingjian.kernel.verdict import CannotTell
from mingjian.ledger.problems import NoSuchRecord
from mingjian.ledger.read import as_of

Day = Annotated[str | None, typer.Option(help="日期，如 2026-04-01 / a day")]


def add_to(app: typer.Typer) -> None:
    """Adds this module's command."""
    app.command("repair")(repair)


def repair(
    code: Code,
    record: Annotated[str, typer.Argument(help="处罚记录编号 / number of the penalty's record")],
    on: On = None,
    performed: Day = None,
    corrected: Day = None,
    pledged: Day = None,
    as_json: AsJson = False,
) -> None:
    """处罚能否修复：逐项条件和最早日期。Whether a penalty may be repaired, by each condition.

    Nothing is applied for and nothing changes. What is not known is answered with cannot tell;
    say what is by --performed, --corrected and --pledged.
    """
    performed_on, corrected_on, pledged_on = map(_told, (performed, corrected, pledged))
    told = RepairFacts(corrected=corrected_on, performed=performed_on, pledged=pledged_on)
    with platform():
        found = _judged(known(code).subject_id, record, day_or_today(on), told)
    if as_json:
        print_json(_document(found))
        return
    if isinstance(found, Eligibility):
        show(_conditions(found), as_json=False, title=found.rules)
    show(_outcome(found), as_json=False)


def _judged(subject_id: int, record: str, on: date, told: RepairFacts) -> Eligibility | CannotTell:
    """As in a case about the record; none is opened."""
    number = _number(record)
    if number not in {one.record_id for one in as_of(subject_id)}:
        raise NoSuchRecord(what=record, record=record)
    asked = Case(subject_id=subject_id, about="record", about_id=str(number))
    return judged(asked, on, told)


def _number(record: str) -> UUID:
    try:
        return UUID(record)
    except ValueError as error:
        raise NoSuchRecord(what=record, record=record) from error


def _document(found: Eligibility | CannotTell) -> dict[str, object]:
    conditions = _conditions(found) if isinstance(found, Eligibility) else []
    return {**_outcome(found), "conditions": conditions}


def _outcome(found: Eligibility | CannotTell) -> dict[str, object]:
    if isinstance(found, CannotTell):
        return dict(verdict_row(found))
    outcome = {"rules": found.rules, "earliest_on": found.earliest_on}
    return {**verdict_row(found.verdict), **outcome}


def _conditions(found: Eligibility) -> list[dict[str, object]]:
    return [
        {"condition": in_language(one.name), **verdict_row(one.verdict), "since": one.since}
        for one in found.conditions
    ]


def _told(text: str | None) -> date | None:
    return day(text) if text else None
