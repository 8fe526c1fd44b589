"""The pages of a piece of bulk work: where it stands, its progress, its result, and stopping it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as now

from mingjian.accounts.actor import Actor, actor_of
from mingjian.accounts.decide import decide
from mingjian.bulk import view as verbs
from mingjian.bulk.kind import Kind
from mingjian.bulk.view import WorkView
from mingjian.kernel.problem import Language
from mingjian.web import live
from mingjian.web.progress import Course, going
from mingjian.web.screen import screen
from mingjian.web.screens.home import Tile
from mingjian.web.told import told_again
from mingjian.web.words import language

View = TypeVar("View", bound=WorkView)
Said = str | Promise


@dataclass(frozen=True, kw_only=True)
class Pages(Generic[View]):
    """What a kind of bulk work brings to its pages.

    `route` begins the names of their addresses, `back` is that of the page it was sent from;
    `stages` names the words of its stages.
    """

    template: ClassVar[str] = "bulk/page.html"
    outcome: ClassVar[str]

    kind: Kind[Any]
    route: str
    back: str
    stages: str
    course: Course
    name: Said
    home: Said
    title: Said
    facts: Said
    stop: Said
    stopped: Said
    result_name: Said

    def urls(self, at: str) -> list[URLPattern]:
        """Their addresses below `at`, each with its right."""
        see, stop = screen(self.kind.reads), screen(self.kind.stops, "GET", "POST")
        ways = {"progress": see(self.progress), "workbook": see(self.workbook)}
        ways |= {"cancel": stop(self.cancel)}
        one = f"{at}<int:number>/"
        return [
            path(one, see(self.page), name=self.route),
            *(path(f"{one}{way}/", do, name=f"{self.route}-{way}") for way, do in ways.items()),
        ]

    def view(self, actor: Actor, number: int) -> View:
        """The work as it is told."""
        raise NotImplementedError

    def result(self, row: Any, language: Language) -> Path:
        """The workbook that came of it."""
        raise NotImplementedError

    def tiles(self, work: View) -> list[Tile]:
        """What came of it, in numbers."""
        raise NotImplementedError

    def more(self, work: View) -> Mapping[str, object]:
        """What its templates show beside that."""
        del work
        return {}

    def page(self, request: HttpRequest, number: int) -> HttpResponse:
        """Where it stands and what came of it."""
        actor = actor_of(request)
        return render(request, self.template, self._shown(self.view(actor, number), actor))

    def progress(self, request: HttpRequest, number: int) -> HttpResponse:
        """The part of the page that follows the work; it reloads the page at the end."""
        actor = actor_of(request)
        work = self.view(actor, number)
        shown = self._shown(work, actor)
        return live.progress(request, "bulk/live.html", shown, finished=work.finished)

    def workbook(self, request: HttpRequest, number: int) -> HttpResponseBase:
        """The sender's own workbook with what came of it."""
        row = verbs.found(self.kind, actor_of(request), number)
        made = self.result(row, language())
        return live.workbook_file(made, row.filename, str(self.result_name))

    def cancel(self, request: HttpRequest, number: int) -> HttpResponse:
        """Ask before stopping. What has ended is not asked about.

        Raises:
            Conflict: as the kind says it: it has ended meanwhile.
        """
        actor = actor_of(request)
        if request.method == "POST":
            verbs.cancel(self.kind, actor, number)
            messages.success(request, now("已请求取消，稍候生效。"))
            return redirect(self.route, number)
        work = self.view(actor, number)
        verbs.still_open(self.kind, work.stage)
        text = str(self.stopped) % {"file": work.filename}
        return live.stop(request, str(self.stop), text, reverse(self.route, args=[number]))

    def _shown(self, work: View, actor: Actor) -> dict[str, object]:
        reached = "done" if work.stage == "done" else "received"
        total = getattr(work, self.kind.total)
        asked = work.finished or work.cancel_requested_at is not None
        may = decide(actor, self.kind.stops, unit_id=work.unit, owner=work.actor).allowed
        return {
            "pages": self,
            "name": str(self.name) % {"number": work.id},
            "work": work,
            "view": going(self.course, work.stage, reached, work.done, total),
            "problem": told_again(work.problem) if work.problem else None,
            "tiles": self.tiles(work),
            "can_cancel": may and not asked,
            "addresses": self._addresses(work),
            **self.more(work),
        }

    def _addresses(self, work: View) -> dict[str, str]:
        own = {name: f"{self.route}-{name}" for name in ("progress", "workbook", "cancel")}
        return {name: reverse(route, args=[work.id]) for name, route in own.items()} | {
            "back": reverse(self.back)
        }
