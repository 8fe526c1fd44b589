"""The check page: one question, one answer with its receipt, and what was decided after it."""

from datetime import date
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
from mingjian.checks.ask import ask
from mingjian.checks.feedback import report, reports
from mingjian.checks.outcome import OUTCOME_NAMES
from mingjian.checks.problems import NoSuchReceipt
from mingjian.checks.replay import replay
from mingjian.checks.request import CheckRequest
from mingjian.checks.told.row import LONGEST_NOTE
from mingjian.kernel.problem import InvalidInput
from mingjian.policy.standing import policies
from mingjian.web.fields import DayField
from mingjian.web.question_form import QuestionForm
from mingjian.web.records import cells
from mingjian.web.screen import screen
from mingjian.web.templatetags.mingjian import said
from mingjian.web.words import language

LONGEST_RECEIPT: Final = 40


class CheckForm(QuestionForm):
    """The question with whom it is about."""

    code = forms.CharField(
        label=_("统一社会信用代码"),
        max_length=40,
        help_text=_("营业执照或登记证书上的18位代码"),
        widget=forms.TextInput({"autocomplete": "off", "class": "mono", "spellcheck": "false"}),
    )


class FeedbackForm(forms.Form):
    """What was decided after the check."""

    outcome = forms.ChoiceField(label=_("处理结果"))
    decided_on = DayField(label=_("决定日期"))
    note = forms.CharField(label=_("说明"), max_length=LONGEST_NOTE, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["outcome"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(one.value, said(name)) for one, name in OUTCOME_NAMES.items()]


@screen("check.ask", "GET", "POST")
def check(request: HttpRequest) -> HttpResponse:
    """The form; a question that can be answered leads to its receipt."""
    form = CheckForm(request.POST or None, initial={"code": request.GET.get("code", "")})
    if request.method == "POST" and form.is_valid():
        try:
            answer = ask(actor_of(request), CheckRequest(**form.cleaned_data))
        except InvalidInput as problem:
            form.add_error(problem.place if problem.place in form.fields else None, _told(problem))
        else:
            return redirect("receipt", answer.receipt)
    return render(request, "checks/check.html", {"form": form}, status=422 if form.errors else 200)


@screen("check.ask")
def receipts(request: HttpRequest) -> HttpResponse:
    """The box for a receipt number leads to its page.

    Raises:
        NoSuchReceipt: what was typed cannot be one.
    """
    given = request.GET.get("receipt", "").strip()
    if not given or "/" in given:
        raise NoSuchReceipt(receipt=given[:LONGEST_RECEIPT] or "—")
    return redirect("receipt", given)


@screen("check.ask", "GET", "POST")
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """An answer as it was given, reproduced from its receipt; and what was decided after it."""
    actor = actor_of(request)
    form = FeedbackForm(request.POST or None, initial={"decided_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid() and _reported(form, number, actor):
        messages.success(request, now("办理结果已反馈并记入日志。"))
        # Whoever came from the list of what is owed goes on there.
        return redirect("owed") if "owed" in request.GET else redirect("receipt", number)
    shown = _shown(replay(number, actor).document()) | {
        "form": form,
        "reports": reports(number),
        "can_report": decide(actor, "check.feedback").allowed,
    }
    return render(request, "checks/receipt.html", shown, status=422 if form.errors else 200)


def _reported(form: FeedbackForm, number: str, actor: Actor) -> bool:
    try:
        report(number, actor=actor, **form.cleaned_data)
    except InvalidInput as problem:
        form.add_error(None, _told(problem))
        return False
    return True


def _told(problem: InvalidInput) -> str:
    return f"{problem.sentence(language())} {problem.way_out(language())}"


def _shown(document: dict[str, Any]) -> dict[str, object]:
    """What may hurt comes first."""
    asked = document["asked"]
    records = [_record(document["labels"], record) for record in document["records"]]
    marks = document["marks"]["disputed"]
    disputed = {(one["kind"], str(one["target"])) for one in marks if "target" in one}
    return {
        "answer": document,
        "matter": policies().matter(asked["matter"]).title,
        "purpose": policies().purpose(asked["purpose"]).title,
        "records": sorted(records, key=lambda record: record["effect"] != "adverse"),
        "entries": [_with(one, "entry", disputed) for one in document["entries"]],
        "adverse": [_with(one, "adverse", disputed) for one in document["adverse"]],
        "measures": [_measure(document["labels"], one) for one in document["measures"]],
        "questions": [one for one in document["marks"]["disputed"] if "item" in one],
    }


def _with(one: dict[str, Any], kind: str, disputed: set[tuple[str, str]]) -> dict[str, Any]:
    """An entry or adverse information, with whether it is disputed."""
    return _in_words(one) | {"disputed": (kind, str(one[kind])) in disputed}


def _measure(labels: dict[str, Any], one: dict[str, Any]) -> dict[str, Any]:
    """A measure by its name; a restraint unless the packs say that it is an incentive."""
    name = labels["measures"].get(one["id"], {}).get(language(), one["id"])
    return _in_words(one) | {"name": name}


def _in_words(one: dict[str, Any]) -> dict[str, Any]:
    """Its texts in the reader's language; what it rests on, and until when, each in one place."""
    texts = {name: one[name][language()] for name in ("exit", "remedy") if one.get(name)}
    until = one.get("until") or (one.get("until_when") or {}).get(language(), "")
    return {**one, **texts, "until": until, "rests_on": one.get("law") or one.get("basis", "")}


def _record(labels: dict[str, Any], record: dict[str, Any]) -> dict[str, Any]:
    item = labels["items"][record["item"]]
    start = date.fromisoformat(record["valid_from"]) if record["valid_from"] else date.min
    return {
        **record,
        "name": item[language()],
        "effect": item["effect"],
        "unit": labels["units"][record["unit"]][language()],
        "cells": cells(record["item"], start, record["values"]),
    }
