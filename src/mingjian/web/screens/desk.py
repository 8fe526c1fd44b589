"""The liaison's desk: send a file, see what became of the last ones, what waits, what is late."""

from typing import Any, BinaryIO, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.actor import Actor, actor_of
from mingjian.accounts.decide import decide
from mingjian.intake.questions import questions
from mingjian.intake.receive import receive
from mingjian.intake.stage import Via
from mingjian.kernel.problem import Problem
from mingjian.policy.schema import CatalogueItem
from mingjian.policy.standing import policies
from mingjian.web.deliveries import every_cycle, lately, overdue
from mingjian.web.export import csv_file
from mingjian.web.fields import UploadField
from mingjian.web.screen import screen
from mingjian.web.screens.home import RECENT, tiles
from mingjian.web.templatetags.mingjian import day, item_name, unit
from mingjian.web.told import told

AT_MOST = 6


class SendForm(forms.Form):
    """A file for an item."""

    item = forms.ChoiceField(error_messages={"required": _("请选择数据项。")})
    file = UploadField()
    backlog = forms.BooleanField(required=False)

    def __init__(self, *args: Any, items: tuple[CatalogueItem, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["item"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(item.id, item.id) for item in items]


@screen("intake.send", "GET", "POST")
def desk(request: HttpRequest) -> HttpResponse:
    """The desk; a file that is accepted leads to its own page."""
    actor = actor_of(request)
    items = _items(actor)
    form = SendForm(request.POST or None, request.FILES or None, items=items)
    shown: dict[str, object] = {"form": form, "items": items}
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("submission", _received(actor, form.cleaned_data))
        except Problem as problem:
            return _page(request, actor, shown | {"problem": told(problem)}, problem.status)
    return _page(request, actor, shown, 422 if form.errors else 200)


@screen("intake.read")
def late(request: HttpRequest) -> HttpResponseBase:
    """What each unit delivers, when it is due, and what is late."""
    found = every_cycle(actor_of(request))
    if request.GET.get("format") == "csv":
        headers = [now("单位"), now("数据项"), now("最近报送"), now("应报日期"), now("迟报工作日")]
        rows = (
            (unit(o.unit_id), item_name(o.item), day(o.last_on), day(o.due_on), o.late_days)
            for o in found
        )
        return csv_file("late.csv", headers, rows)
    return render(request, "intake/late.html", {"cycles": found})


def _items(actor: Actor) -> tuple[CatalogueItem, ...]:
    """The items that the actor's unit may deliver."""
    every = policies().items(timezone.localdate())
    return tuple(item for item in every if item.owned_by(actor.unit_id))


def _received(actor: Actor, sent: dict[str, Any]) -> int:
    upload: UploadedFile = sent["file"]
    submission = receive(
        cast("BinaryIO", upload.file),
        filename=upload.name or "",
        item=sent["item"],
        unit_id=actor.unit_id,
        actor=actor,
        via=Via.WEB,
        backlog=sent["backlog"],
    )
    return int(submission.pk)


def _page(
    request: HttpRequest, actor: Actor, shown: dict[str, object], status: int
) -> HttpResponse:
    recent = lately(actor) if decide(actor, "intake.read").allowed else []
    shown |= {
        "unit": actor.unit_id,
        "tiles": list(tiles(actor, recent)),
        "questions": questions(actor, limit=AT_MOST),
        "overdue": overdue(actor)[:AT_MOST],
        "recent": recent[:RECENT],
    }
    return render(request, "intake/desk.html", shown, status=status)
