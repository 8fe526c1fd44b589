"""A period of days that a page counts over: asked for, or the last days up to today."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mingjian.web.fields import DayField


class PeriodForm(forms.Form):
    """The first and the last day, both included."""

    since = DayField(label=_("自"), required=False)
    until = DayField(label=_("至"), required=False)


def period(form: forms.Form, length: timedelta) -> tuple[date, date]:
    """What was asked for, or `length` up to today; the wrong way round is turned."""
    asked = form.cleaned_data if form.is_valid() else {}
    until = asked.get("until") or timezone.localdate()
    since = asked.get("since") or until - length
    return min(since, until), max(since, until)
