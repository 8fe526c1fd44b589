"""The form by which the credit office writes who took over from a subject."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.actor import Actor, actor_of
from mingjian.kernel.problem import Problem
from mingjian.registry.consult import found_by_code
from mingjian.registry.problems import NoSuchSubject
from mingjian.registry.succeed import Takeover, succeed
from mingjian.web.fields import DayField
from mingjian.web.screen import screen
from mingjian.web.told import told
from mingjian.web.words import SUCCESSIONS


class SuccessionForm(forms.Form):
    """Who took over, on which day, why, and what shows it."""

    successor = forms.CharField(
        label=_("承继主体的统一社会信用代码"),
        max_length=40,
        help_text=_("须已在登记库中"),
        widget=forms.TextInput({"autocomplete": "off", "class": "mono", "spellcheck": "false"}),
    )
    on = DayField(label=_("承继日期"))
    reason = forms.ChoiceField(label=_("原因"), choices=[*SUCCESSIONS.items()])
    basis = forms.CharField(
        label=_("依据"), max_length=200, help_text=_("登记机关文书的名称和文号；记入日志")
    )

    def refuse(self, problem: Problem) -> None:
        """Put the problem where it belongs, or above the form."""
        words = told(problem)
        place = "successor" if isinstance(problem, NoSuchSubject) else problem.place
        self.add_error(
            place if place in self.fields else None, f"{words['sentence']}{words['way_out']}"
        )


@screen("subject.succeed", "GET", "POST")
def succeeding(request: HttpRequest, code: str) -> HttpResponse:
    """The form; what was written leads back to the subject's page."""
    actor, found = actor_of(request), found_by_code(code)
    posted = request.method == "POST"
    form = SuccessionForm(request.POST if posted else None)
    status = 422 if posted else 200
    if posted and form.is_valid() and (status := _written(form, found.code, actor)) == 0:
        messages.success(request, now("承继已登记并记入日志。"))
        return redirect("subject", found.code)
    return render(request, "registry/succeed.html", {"subject": found, "form": form}, status=status)


def _written(form: SuccessionForm, code: str, actor: Actor) -> int:
    """Nought when it was written, else the status of what stood in the way."""
    given: dict[str, Any] = form.cleaned_data
    try:
        succeed(actor, Takeover(predecessor=code, **given))
    except Problem as problem:
        form.refuse(problem)
        return problem.status
    return 0
