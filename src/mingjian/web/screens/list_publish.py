"""Say that the issuer of a filed entry published it: then it is public here as well."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.actor import Actor, actor_of
from mingjian.cases.filed_public import publish_filed, publishable
from mingjian.effects.enter import entry
from mingjian.kernel.problem import Problem
from mingjian.registry.find import subject
from mingjian.web.fields import LONGEST_NAME, DayField
from mingjian.web.screen import screen
from mingjian.web.screens.list_entry import require_reach
from mingjian.web.told import told


class PublishForm(forms.Form):
    """When and where the issuer published."""

    on = DayField(label=_("公布日期"), help_text=_("认定机关向社会公布的日期；自当日起可以公示"))
    where = forms.CharField(
        label=_("公布处"),
        max_length=LONGEST_NAME,
        help_text=_("网址，或者公告的名称、文号；记入日志"),
    )


@screen("case.propose", "GET", "POST")
def list_publish(request: HttpRequest, number: int) -> HttpResponse:
    """The form; it leads back to the entry."""
    actor, posted = actor_of(request), request.method == "POST"
    found = entry(number)
    require_reach(actor, found.unit_id, found.subject_id, number)
    listing = publishable(found)
    form = PublishForm(request.POST if posted else None)
    status = 422 if posted else 200
    if posted and form.is_valid():
        refused = _published(form, number, actor)
        if refused is None:
            messages.success(request, now("已登记公布并记入日志。"))
            return redirect("list-entry", number)
        status = refused.status
    shown = {
        "entry": found,
        "one": listing,
        "mark": listing.mark_of("published_by"),
        "who": subject(found.subject_id),
        "form": form,
    }
    return render(request, "effects/publish.html", shown, status=status)


def _published(form: PublishForm, number: int, actor: Actor) -> Problem | None:
    """What stood in the way; then the form says so."""
    try:
        publish_filed(number, form.cleaned_data["on"], form.cleaned_data["where"], actor)
    except Problem as problem:
        words = told(problem)
        form.add_error(None, f"{words['sentence']} {words['way_out']}")
        return problem
    return None
