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
from mingjian.intake.desk import open_questions, overdue, submissions_of
from mingjian.web.menu import menu_for
from mingjian.web.screen import SIGNED_IN, screen

RECENT = 8


@dataclass(frozen=True, slots=True)
class Tile:
    """A number with its name, leading to the page behind it."""

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
    may_read = decide(actor, "intake.read").allowed
    shown = {
        "roles": [known[held.role].name for held in actor.grants],
        "groups": menu_for(request),
        "tiles": list(_tiles(actor)),
        "recent": submissions_of(actor).order_by("-id")[:RECENT] if may_read else [],
    }
    return render(request, "home.html", shown)


def _tiles(actor: Actor) -> Iterator[Tile]:
    if decide(actor, "intake.read").allowed:
        yield from _delivery_tiles(actor)
    if decide(actor, "question.read").allowed:
        waiting = open_questions(actor).count()
        yield Tile(_("待答复疑问"), waiting, reverse("questions"), "held" if waiting else "")


def _delivery_tiles(actor: Actor) -> Iterator[Tile]:
    mine, address = submissions_of(actor), reverse("submissions")
    late = len([one for one in overdue(actor, timezone.localdate()) if one.late_by])
    yield Tile(_("处理中"), mine.running().count(), f"{address}?state=running", "accent")
    faulty = mine.with_bad_rows().count()
    yield Tile(_("有退回行的批次"), faulty, f"{address}?state=bad", "bad" if faulty else "")
    yield Tile(_("应报未报"), late, reverse("late"), "warn" if late else "")
