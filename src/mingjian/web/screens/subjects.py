"""Subjects: search, one subject with its records on two axes, the versions of one record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.actor import Actor, actor_of
from mingjian.accounts.decide import decide
from mingjian.accounts.scope import units_for
from mingjian.effects.in_force import in_force
from mingjian.evidence.append import append
from mingjian.kernel.problem import NotFound
from mingjian.ledger.read import RecordHistory, VersionView, as_of, history
from mingjian.ledger.read import timeline as histories
from mingjian.registry.find import SubjectView, by_code
from mingjian.registry.match import search
from mingjian.web.fields import DayField, MomentField
from mingjian.web.listing import paged
from mingjian.web.records import RecordShown
from mingjian.web.screen import screen
from mingjian.web.templatetags.mingjian import said
from mingjian.web.timeline import Span, timeline
from mingjian.web.ways import Way, ways

LONGEST_QUESTION = 200
PER_PAGE = 50


class TravelForm(forms.Form):
    """A date on each axis: on which day it holds, and as known when."""

    valid_on = DayField(label=_("在哪一天有效"), required=False)
    known_on = MomentField(
        label=_("按何时所知"), required=False, help_text=_("不填为现在；填过去的时刻可看当时的档案")
    )
    show = forms.ChoiceField(
        label=_("显示"),
        required=False,
        choices=[("", _("全部记录")), ("in_force", _("只看当日有效"))],
    )


@dataclass(frozen=True, slots=True)
class Journey:
    """Where on the two axes the reader stands."""

    valid_on: date
    known_on: datetime | None
    only_in_force: bool

    @property
    def travelled(self) -> bool:
        """Whether this is not simply today as known now."""
        return self.known_on is not None or self.valid_on != timezone.localdate()


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A record that was taken back: its last version, when and why."""

    last: RecordShown
    history: RecordHistory


@screen("subject.read")
def subjects(request: HttpRequest) -> HttpResponse:
    """Search; one valid code that somebody holds leads straight to the page."""
    asked = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    matches = search(asked) if asked else []
    if len(matches) == 1 and matches[0].decides:
        return redirect("subject", matches[0].code)
    return render(request, "registry/subjects.html", {"q": asked, "matches": matches})


@screen("subject.read")
@transaction.atomic
def subject(request: HttpRequest, code: str) -> HttpResponse:
    """One subject on a date of each axis; the look is logged before the page is made."""
    actor, form = actor_of(request), TravelForm(request.GET or None)
    journey = _journey(form)
    found = _found(code)
    _log_look(actor, found, journey)
    records = _records(actor, found, journey)
    shown = {
        "subject": found,
        "form": form,
        "can_check": decide(actor, "check.ask").allowed,
        "can_read": decide(actor, "record.read").allowed,
        "can_succeed": decide(actor, "subject.succeed").allowed,
        "page": paged(request, records, PER_PAGE),
        "withdrawn": _withdrawn(actor, found),
        "force": _force(actor, found, journey.valid_on),
        "ways": _ways(actor, found),
        "line": timeline([_span(record) for record in records], journey.valid_on),
        "travelled": journey.travelled,
        "valid_on": journey.valid_on,
        "known_on": journey.known_on or timezone.now(),
    }
    return render(request, "registry/subject.html", shown)


@screen("record.read")
@transaction.atomic
def record(request: HttpRequest, code: str, record_id: UUID) -> HttpResponse:
    """Every version of one record, with withdrawals; only those of units within reach."""
    actor, found, whole = actor_of(request), _found(code), history(record_id)
    mine = _within_reach(actor, whole.versions if whole else ())
    versions = [version for version in mine if version.subject_id == found.subject_id]
    if whole is None or not versions:
        raise NotFound(what=str(record_id))
    _log_look(actor, found, None, record_id)
    today = timezone.localdate()
    shown = {
        "subject": found,
        "item": whole.item,
        "record_id": record_id,
        "versions": [RecordShown(version, today) for version in versions],
        "withdrawals": whole.withdrawals,
    }
    return render(request, "registry/record.html", shown)


def _journey(form: TravelForm) -> Journey:
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    return Journey(
        asked.get("valid_on") or timezone.localdate(),
        asked.get("known_on"),
        asked.get("show") == "in_force",
    )


def _found(code: str) -> SubjectView:
    found = by_code(code)
    if found is None:
        raise NotFound(what=code[:40])
    return found


def _log_look(
    actor: Actor, found: SubjectView, journey: Journey | None, record_id: UUID | None = None
) -> None:
    """Who looked, from the screens, at which point of both axes."""
    body: dict[str, object] = {"code": found.code, "via": "web"}
    if journey:
        body["valid_on"] = journey.valid_on.isoformat()
        body["known_on"] = journey.known_on.isoformat() if journey.known_on else None
    if record_id:
        body["record"] = str(record_id)
    append("subject.read", actor=actor.id, body=body, subject_id=found.subject_id)


def _records(actor: Actor, found: SubjectView, journey: Journey) -> list[RecordShown]:
    if not decide(actor, "record.read").allowed:
        return []
    day = journey.valid_on if journey.only_in_force else None
    versions = as_of(found.subject_id, valid_on=day, known_on=journey.known_on)
    latest = sorted(versions, key=lambda version: version.valid.start, reverse=True)
    return [RecordShown(one, journey.valid_on) for one in _within_reach(actor, latest)]


def _force(actor: Actor, found: SubjectView, on: date) -> dict[str, Any]:
    """What is in force on the day, of the units whose effects the actor may see."""
    units = units_for(actor, "effect.read")
    now = in_force(found.subject_id, on)

    def mine(some: Iterable[Any]) -> list[Any]:
        return [one for one in some if units is None or one.unit_id in units]

    return {
        "entries": mine(now.entries),
        "measures": mine(now.measures),
        "adverse": mine(now.adverse),
        "disputed": {(one.kind, one.target) for one in now.disputed},
        "shielded": now.shielded,
    }


def _ways(actor: Actor, found: SubjectView) -> list[Way]:
    """What a liaison can begin about the organisation."""
    allowed = decide(actor, "case.propose").allowed
    return ways("subject", found.subject_id, "unit") if allowed else []


def _withdrawn(actor: Actor, found: SubjectView) -> list[Withdrawn]:
    """Records taken back and not brought again: on file no more, in the history for ever."""
    if not decide(actor, "record.read").allowed:
        return []
    gone = (one for one in histories(found.subject_id) if not one.stands and one.withdrawals)
    today = timezone.localdate()
    return [
        Withdrawn(RecordShown(mine[-1], today), one)
        for one in gone
        if (mine := _within_reach(actor, one.versions))
    ]


def _within_reach(actor: Actor, versions: Iterable[VersionView]) -> list[VersionView]:
    """The versions of the units whose records the actor may read."""
    units = units_for(actor, "record.read")
    return [one for one in versions if units is None or one.unit_id in units]


def _span(shown: RecordShown) -> Span:
    name = said(shown.name)
    valid = shown.version.valid
    over = "" if shown.in_force else " over"
    title = f"{name} {shown.headline} {valid.start} – {valid.end or ''}"
    return Span(name[:10], valid.start, valid.end, shown.effect + over, title)
