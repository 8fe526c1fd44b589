"""Questions about rows: the list, and one with its candidates and the answer."""

from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.actor import Actor, actor_of
from mingjian.accounts.decide import decide
from mingjian.intake import questions as verbs
from mingjian.intake.questions import QuestionView
from mingjian.kernel.problem import InvalidInput
from mingjian.registry.find import subject
from mingjian.web.deliveries import MOST
from mingjian.web.fields import ItemField, UnitField
from mingjian.web.listing import listed
from mingjian.web.records import cells
from mingjian.web.screen import screen
from mingjian.web.told import told

SORTABLE: Final = frozenset({"id", "name", "item", "owner_unit", "due_on"})
LONGEST_REASON: Final = 500


class QuestionFilter(forms.Form):
    """Which questions to list."""

    show = forms.ChoiceField(
        label=_("状态"), required=False, choices=[("", _("待答复")), ("every", _("全部"))]
    )
    item = ItemField(label=_("数据项"), required=False)
    unit = UnitField(label=_("答复单位"), required=False)
    submission = forms.IntegerField(required=False, widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """`choice`: `link:<subject>`, `alias` or `return`; always with a reason."""

    choice = forms.RegexField(
        r"^(alias|return|link:[0-9]{1,18})$",
        error_messages={"required": _("请选择一项。"), "invalid": _("请选择一项。")},
    )
    reason = forms.CharField(
        label=_("理由"),
        max_length=LONGEST_REASON,
        help_text=_("依据什么作此判断，例如核对了哪份证照；记入日志"),
        widget=forms.Textarea({"rows": 3}),
    )


@dataclass(frozen=True, slots=True)
class Proposal:
    """A subject that the row may mean, with how alike each part of the name is."""

    subject_id: int
    code: str
    name: str
    score: float | None
    features: tuple[tuple[str, float], ...]

    @property
    def choice(self) -> str:
        """What the form sends for it."""
        return f"link:{self.subject_id}"


@screen("question.read")
def questions(request: HttpRequest) -> HttpResponse:
    """The list: waiting ones by date due, or all."""
    form = QuestionFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    every = asked.get("show") == "every"
    found = verbs.questions(actor_of(request), waiting=not every, limit=MOST)
    kept = [one for one in found if _wanted(one, asked)]
    listing = listed(request, kept, sortable=SORTABLE, first="-id" if every else "due_on")
    return render(request, "intake/questions.html", {"form": form, "listing": listing})


@screen("question.read", "GET", "POST")
def question(request: HttpRequest, number: int) -> HttpResponse:
    """One question; whoever may answer it chooses, gives his reason, and the row goes its way."""
    actor = actor_of(request)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _answered(actor, number, form):
        messages.success(request, now("已答复并记入日志。"))
        return redirect("question", number)
    found = verbs.question(actor, number)
    shown = {
        "question": found,
        "form": form,
        "cells": cells(found.item, timezone.localdate(found.asked_at), found.payload),
        "proposals": _proposals(found),
        "can_answer": decide(actor, "question.answer", unit_id=found.owner_unit).allowed,
    }
    return render(request, "intake/question.html", shown, status=422 if form.errors else 200)


def _wanted(one: QuestionView, asked: dict[str, Any]) -> bool:
    pairs = (("item", one.item), ("unit", one.owner_unit), ("submission", one.submission_id))
    return all(not asked.get(name) or asked[name] == value for name, value in pairs)


def _answered(actor: Actor, number: int, form: AnswerForm) -> bool:
    choice, _colon, number_ = form.cleaned_data["choice"].partition(":")
    reason, subject_id = form.cleaned_data["reason"], int(number_) if number_ else None
    try:
        verbs.answer(actor, number, choice, reason=reason, subject_id=subject_id)
    except InvalidInput as problem:
        words = told(problem)
        form.add_error(None, f"{words['sentence']} {words['way_out']}")
        return False
    return True


def _proposals(found: QuestionView) -> list[Proposal]:
    """The subject of a valid code, or the names that come near."""
    if found.subject_id is None:
        return [_proposal(one) for one in found.proposals]
    known = subject(found.subject_id)
    if known is None:
        return []
    return [Proposal(known.subject_id, known.code, known.name, None, ())]


def _proposal(one: dict[str, Any]) -> Proposal:
    features = tuple((name, score) for name, score in one.get("features", {}).items() if score)
    return Proposal(one["subject_id"], one["code"], one["name"], one["score"], features)
