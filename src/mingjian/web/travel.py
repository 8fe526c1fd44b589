"""The two axes of time, as a reader chooses where to stand on them."""

from dataclasses import dataclass
from datetime import date, datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mingjian.web.fields import DayField, MomentField


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


def journey_of(form: TravelForm) -> Journey:
    """Where the form leads; today as known now when it says nothing that holds."""
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    return Journey(
        asked.get("valid_on") or timezone.localdate(),
        asked.get("known_on"),
        asked.get("show") == "in_force",
    )
