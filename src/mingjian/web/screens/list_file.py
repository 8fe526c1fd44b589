"""File an entry of a red list that others decide, with their document."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.actor import Actor, actor_of
from mingjian.cases.filing import Document, Filing, file_entry, fileable
from mingjian.effects.gate import Article
from mingjian.effects.views import EntryView
from mingjian.kernel.problem import NotFound, Problem
from mingjian.policy.schema.base import Text
from mingjian.registry.find import by_code
from mingjian.web.determining.forms import BasisForm, SubjectForm, TermsForm
from mingjian.web.fields import LONGEST_NAME, DayField
from mingjian.web.screen import screen
from mingjian.web.screens.service import HOW
from mingjian.web.told import told


class FileForm(SubjectForm):
    """Whom the issuer's document is about, and what it says."""

    decided_here = False

    issuer = forms.CharField(label=_("认定机关"), max_length=200)
    number = forms.CharField(label=_("决定文号"), max_length=200)
    decided_on = DayField(label=_("决定日期"), help_text=_("条目自决定之日起有效"))
    file = forms.FileField(label=_("决定文书"), max_length=LONGEST_NAME)
    served_on = DayField(label=_("送达日期"))
    how = forms.ChoiceField(label=_("送达方式"), choices=[*HOW.items()])
    law, article, text_version = (
        BasisForm.base_fields[name] for name in ("law", "article", "text_version")
    )
    until = DayField(
        label=_("到期日"), required=False, help_text=_("不填则按名单规定的期限或者退出条件")
    )
    exit, remedy = (TermsForm.base_fields[name] for name in ("exit", "remedy"))


@screen("case.propose", "GET", "POST")
def list_file(request: HttpRequest, list_id: str) -> HttpResponse:
    """The form; filing leads to the entry."""
    actor, posted = actor_of(request), request.method == "POST"
    one = fileable(list_id, timezone.localdate())
    form = FileForm(request.POST if posted else None, request.FILES if posted else None)
    status = 422 if posted else 200
    if posted and form.is_valid():
        filed = _filed(form, list_id, actor)
        if isinstance(filed, EntryView):
            messages.success(request, now("条目已登记并记入日志。"))
            return redirect("list-entry", filed.id)
        status = filed.status
    return render(request, "effects/file.html", {"one": one, "form": form}, status=status)


def _filed(form: FileForm, list_id: str, actor: Actor) -> EntryView | Problem:
    """The entry, or what stood in the way; then the form says so."""
    try:
        return file_entry(_filing(form.cleaned_data, list_id), actor)
    except Problem as problem:
        words = told(problem)
        form.add_error(None, f"{words['sentence']} {words['way_out']}")
        return problem


def _filing(given: dict[str, Any], list_id: str) -> Filing:
    about = by_code(given["code"])
    if about is None:
        raise NotFound(what=given["code"])
    return Filing(
        list_id=list_id,
        about=about,
        document=_document(given),
        basis=Article(given["law"], given["article"], given["text_version"]),
        exit=Text(zh=given["exit"], en=given["exit"]),
        remedy=Text(zh=given["remedy"], en=given["remedy"]),
        until=given["until"],
    )


def _document(given: dict[str, Any]) -> Document:
    return Document(
        issuer=given["issuer"],
        number=given["number"],
        decided_on=given["decided_on"],
        served_on=given["served_on"],
        how=given["how"],
        file=given["file"].file,
        filename=given["file"].name,
    )
