"""People, organisations and procedures for the tests of the room."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import time_machine

from cases.making import clock, procedure, state, step, text
from mingjian.accounts.actor import Actor, Held, system
from mingjian.cases.doing import Doing, Opening
from mingjian.cases.open_case import open_case
from mingjian.cases.view import CaseView
from mingjian.papers.draft import Draft
from mingjian.papers.make import make
from mingjian.papers.serve import serve
from mingjian.policy.resolve import Policies
from mingjian.policy.schema.procedure import PaperKind, Procedure
from mingjian.policy.standing import policies, use
from policy.making import pack
from registry.register import code, enrol

UNIT, OTHER_UNIT = "zhenhai-market-regulation", "zhenhai-environment"
LIAISON = Actor("user:1", "示例联络员", UNIT, (Held("liaison"),))
HEAD = Actor("user:2", "示例局长", UNIT, (Held("unit_head"),))
BOTH = Actor("user:3", "示例一人两职", UNIT, (Held("liaison"), Held("unit_head")))
STRANGER = Actor("user:4", "示例外单位联络员", OTHER_UNIT, (Held("liaison"),))
OTHER_HEAD = Actor("user:5", "示例外单位局长", OTHER_UNIT, (Held("unit_head"),))
OFFICE = Actor("user:6", "示例信用办", "zhenhai-credit-office", (Held("credit_office"),))
REVIEWER = Actor("user:7", "示例复核人", OTHER_UNIT, (Held("reviewer"),))
AUDITOR = Actor("user:8", "示例审计", "zhenhai-audit", (Held("auditor"),))
PLATFORM = system("cases")
CHINA = ZoneInfo("Asia/Shanghai")


def at(day: str, hour: int = 10) -> time_machine.travel:
    """The world on that day, by the clock of this process."""
    moment = datetime.combine(date.fromisoformat(day), datetime.min.time(), CHINA)
    return time_machine.travel(moment.replace(hour=hour), tick=False)


def subject(number: int = 1) -> int:
    """A made-up organisation."""
    own = code(number)
    return enrol([(own, f"示例{number}号有限公司")])[own]


def organisation(subject_id: int, number: int = 9) -> Actor:
    """Somebody who acts for it."""
    return Actor(f"user:{number}", "示例经办人", "", (Held("organisation"),), subject_id)


def handed(kind: PaperKind, subject_id: int, unit_id: str = "") -> int:
    """A paper as somebody hands it in."""
    return make(Draft(kind, "示例材料", "user:1", unit_id, subject_id, {"facts": "示例"})).id


@contextmanager
def packs(*procedures: Procedure) -> Iterator[Policies]:
    """The packs of the project with these procedures added, for as long as the block lasts."""
    more = pack("sample", procedures=procedures)
    with use(Policies((*policies().packs, more))) as known:
        yield known


def objection(**changes: object) -> Procedure:
    """The sample of the engine's tests, with papers, a reason and an answer."""
    answered = {"paper": "reply", "to": "subject", "served": True}
    steps = [
        step("apply", "open", by="subject", papers=["application"], asks=[ask("matter")]),
        step(
            "ask",
            "waiting",
            "open",
            makes="missing_papers",
            notices=[{**answered, "paper": "missing_papers"}],
        ),
        step("supply", "open", "waiting", by="subject", papers=["proof"]),
        step("extend", "open", "open", by="head", reason=True),
        step(
            "decide",
            "granted",
            "open",
            by="head",
            makes="reply",
            notices=[answered],
            other_person_than=["ask"],
        ),
        step(
            "refuse", "refused", "open", by="head", makes="reply", notices=[answered], reason=True
        ),
        step("grant-by-silence", "granted", "open", by="system"),
        step("refuse-by-silence", "refused", "open", by="system"),
        step("lapse", "lapsed", "open", "waiting", by="system"),
    ]
    return procedure(**{"steps": steps, **changes})


def ask(name: str, **changes: object) -> dict[str, object]:
    """A fact to ask for."""
    return {"name": name, "title": text(name), **changes}


def determination() -> Procedure:
    """Propose, notify, wait for the defence, decide: two persons."""
    notice = {"paper": "prior_notice", "to": "subject", "served": True}
    sent = [{"paper": "decision", "to": "subject", "served": True}]
    sent += [{"paper": "report", "to": "superior"}, {"paper": "repair_notice", "to": "subject"}]
    decide: dict[str, Any] = {
        "by": "head",
        "adverse": True,
        "served": ["prior_notice"],
        "after": ["statement"],
    }
    decide |= {"makes": "decision", "other_person_than": ["propose"], "notices": sent}
    return procedure(
        id="listing",
        kind="determination",
        about=["list"],
        states=[state("proposed"), state("noticed"), state("listed", "adverse")],
        steps=[
            step("propose", "proposed", papers=["evidence"]),
            step("notify", "noticed", "proposed", makes="prior_notice", notices=[notice]),
            step("state", "noticed", "noticed", by="subject", papers=["statement"]),
            step("list", "listed", "noticed", **decide),
        ],
        clocks=[
            clock(
                "statement",
                on="subject",
                starts=["notify"],
                served="prior_notice",
                stops=["list"],
                pauses=[],
                resumes=[],
                extends=[],
            )
        ],
    )


def review() -> Procedure:
    """Another unit looks at it again."""
    return procedure(
        id="second-look",
        kind="review",
        states=[state("open"), state("kept", "adverse"), state("changed", "favourable")],
        steps=[
            step("apply", "open", by="subject"),
            step("keep", "kept", "open", by="reviewer", reason=True),
            step("change", "changed", "open", by="reviewer"),
        ],
        clocks=[clock(stops=["keep", "change"], pauses=[], resumes=[], extends=[])],
    )


def applied(subject_id: int, **changes: object) -> CaseView:
    """A case of the objection, opened by the organisation."""
    paper = handed("application", subject_id)
    doing = Doing({"matter": "示例异议"}, (paper,))
    plain = {"procedure": "sample", "subject_id": subject_id, "unit_id": UNIT}
    plain |= {"about": "subject", "about_id": str(subject_id), "doing": doing}
    return open_case(Opening(**(plain | changes)), organisation(subject_id))  # type: ignore[arg-type]  # of a test


def proposed(subject_id: int) -> CaseView:
    """A case of the determination, opened by the liaison."""
    doing = Doing(papers=(handed("evidence", subject_id, UNIT),))
    return open_case(Opening("listing", subject_id, UNIT, "list", "B20", doing=doing), LIAISON)


def serve_last(case: CaseView, on: str) -> None:
    """The proof of service of what the last step sent to the subject."""
    for notice in case.history[-1].notices:
        if notice.subject_id is not None:
            serve(notice.id, date.fromisoformat(on), "direct", actor=LIAISON.id)
