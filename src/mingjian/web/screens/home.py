"""The first page after signing in: what waits for this reader, and where he can go."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mingjian.accounts.actor import Actor, actor_of
from mingjian.accounts.decide import decide
from mingjian.accounts.roles import roles
from mingjian.cases.desk import Asked, desk
from mingjian.checks.owed import owed_counts
from mingjian.intake.desk import SubmissionView
from mingjian.intake.questions import questions
from mingjian.web.deliveries import MOST, lately, overdue, running, with_rows_back
from mingjian.web.menu import menu_for
from mingjian.web.screen import SIGNED_IN, screen

RECENT = 8


@dataclass(frozen=True, slots=True)
class Tile:
    """A number with its name; where it has one, its address leads to the page behind it."""

    label: str
    value: int
    url: str
    tone: str = ""
    note: str = ""


@screen(SIGNED_IN)
def home(request: HttpRequest) -> HttpResponse:
    """What waits, the menu in words, the latest submissions: each only with its right."""
    actor = actor_of(request)
    known = roles()
    recent = lately(actor) if decide(actor, "intake.read").allowed else []
    shown = {
        "roles": [known[held.role].name for held in actor.grants],
        "groups": menu_for(request),
        "tiles": [*tiles(actor, recent), *_case_tiles(actor)],
        "recent": recent[:RECENT],
    }
    return render(request, "home.html", shown)


def tiles(actor: Actor, recent: list[SubmissionView]) -> Iterator[Tile]:
    """What waits, as numbers: deliveries, questions, feedback, each only with its right."""
    if decide(actor, "intake.read").allowed:
        yield from _delivery_tiles(actor, recent)
    if decide(actor, "question.read").allowed:
        waiting = len(questions(actor, limit=MOST))
        yield Tile(_("待答复疑问"), waiting, reverse("questions"), "held" if waiting else "")
    if decide(actor, "check.feedback").allowed:
        yield _feedback_tile(actor)


def _case_tiles(actor: Actor) -> Iterator[Tile]:
    """The open cases within reach; an organisation has its own page for them, and no deadlines."""
    if not decide(actor, "case.read").allowed:
        return
    open_, today = desk(actor, Asked(size=MOST)).rows, timezone.localdate()
    if actor.subject_id is not None:
        yield Tile(_("在办案件"), len(open_), reverse("my-cases"))
        return
    late = sum(row.overdue_by > 0 for row in open_)
    due = sum(row.due is not None and row.due.day == today for row in open_)
    address = reverse("cases")
    yield Tile(_("在办案件"), len(open_), address, "accent")
    yield Tile(_("超期案件"), late, f"{address}?tab=overdue", "bad" if late else "")
    yield Tile(_("今日到期案件"), due, f"{address}?tab=due_today", "warn" if due else "")


def _feedback_tile(actor: Actor) -> Tile:
    counted = owed_counts(actor)
    tone = "bad" if counted.overdue else "held" if counted.all else ""
    return Tile(_("待反馈核查"), counted.all, reverse("owed"), tone)


def _delivery_tiles(actor: Actor, recent: list[SubmissionView]) -> Iterator[Tile]:
    address = reverse("submissions")
    back, late = with_rows_back(recent), len(overdue(actor))
    yield Tile(_("处理中"), running(recent), f"{address}?stage=running", "accent")
    days = _("近30天")
    yield Tile(_("有退回行的批次"), back, f"{address}?stage=back", "bad" if back else "", days)
    yield Tile(_("应报未报"), late, reverse("late"), "warn" if late else "")
