"""The forms about feedback that is owed: which to list, one report for many, the workbook."""

from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mingjian.checks.outcome import OUTCOME_NAMES
from mingjian.checks.told.given import Told
from mingjian.checks.told.row import LONGEST_NOTE
from mingjian.web.fields import DayField, MatterField, UnitField, UploadField
from mingjian.web.templatetags.mingjian import said

_CHOOSE: Final = ("", _("请选择"))


class OwedFilter(forms.Form):
    """Which checks to list."""

    unit = UnitField(label=_("核查单位"), required=False)
    matter = MatterField(label=_("核查事项"), required=False)
    holds = forms.ChoiceField(
        label=_("答复所含措施"),
        required=False,
        choices=[("", _("全部")), ("restrains", _("约束")), ("favours", _("激励"))],
    )
    batch = forms.IntegerField(
        label=_("批量核查批次"), required=False, min_value=1, max_value=2**63 - 1
    )
    tab = forms.CharField(required=False, widget=forms.HiddenInput)


class Receipts(forms.MultipleChoiceField):
    """Any: what is none of a check, or of another's, the verb says; what is told already stays."""

    def valid_value(self, value: str) -> bool:
        """Whatever was ticked, so that the same form sent twice does no harm."""
        return bool(value)


class TellForm(forms.Form):
    """What was decided after each of the ticked checks."""

    receipt = Receipts(error_messages={"required": _("请至少勾选一次核查。")})
    outcome = forms.ChoiceField(label=_("处理结果"))
    decided_on = DayField(label=_("决定日期"))
    note = forms.CharField(
        label=_("说明"),
        max_length=LONGEST_NOTE,
        required=False,
        help_text=_("对勾选的每一次核查都适用；不写自然人的姓名"),
    )

    def __init__(self, data: Any = None) -> None:
        # The filter on the same page has fields of its own.
        first = {"decided_on": timezone.localdate()}
        super().__init__(data, auto_id="tell-%s", initial=first)
        field = self.fields["outcome"]
        if isinstance(field, forms.ChoiceField):
            outcomes = ((one.value, said(name)) for one, name in OUTCOME_NAMES.items())
            field.choices = [_CHOOSE, *outcomes]

    def ticked(self) -> frozenset[str]:
        """What was ticked, to tick it again where the form comes back."""
        given = self.data.getlist("receipt") if hasattr(self.data, "getlist") else ()
        return frozenset(given)

    def reports(self) -> list[Told]:
        """The one report about each ticked check."""
        given = self.cleaned_data
        plain = (given["outcome"], given["decided_on"], given["note"])
        return [Told(one, *plain) for one in given["receipt"]]


class SendForm(forms.Form):
    """The filled workbook."""

    file = UploadField()
