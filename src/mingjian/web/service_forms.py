"""The forms about service days: which decisions to list, the answer, the workbook."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.actor import Actor
from mingjian.accounts.scope import units_for
from mingjian.effects.doubts import ANSWER
from mingjian.effects.service.given import Served
from mingjian.effects.service.waiting import Decision
from mingjian.web.case_words import PENALTY_PROCEDURES
from mingjian.web.fields import DayField, UnitField, UploadField
from mingjian.web.screens.service import HOW

LONGEST: Final = 500
_CHOOSE: Final = ("", _("请选择"))


class ServiceFilter(forms.Form):
    """Which decisions to list."""

    unit = UnitField(label=_("报送单位"), required=False)
    due = forms.ChoiceField(
        label=_("期限"), required=False, choices=[("", _("全部")), ("overdue", _("已逾期"))]
    )
    since = DayField(label=_("决定日期自"), required=False)
    until = DayField(label=_("决定日期至"), required=False)
    q = forms.CharField(
        label=_("文号或当事人"), required=False, max_length=100, help_text=_("文号、名称或代码")
    )
    tab = forms.CharField(required=False, widget=forms.HiddenInput)

    def wants(self, one: Decision) -> bool:
        """Whether a decision fits; a form that is not valid lets everything through."""
        asked: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        text = asked.get("q", "")
        return (
            (not asked.get("unit") or one.unit_id == asked["unit"])
            and (asked.get("due") != "overdue" or getattr(one, "overdue", True))
            and (not asked.get("since") or asked["since"] <= one.decided_on)
            and (not asked.get("until") or one.decided_on <= asked["until"])
            and any(text in field for field in (one.number, one.name, one.code))
        )


class AnswerForm(forms.Form):
    """How the ticked decisions were served."""

    record = forms.MultipleChoiceField(error_messages={"required": _("请至少勾选一件决定。")})
    served_on = DayField(label=_("送达日期"), help_text=_("以送达回证为准"))
    how = forms.ChoiceField(label=_("送达方式"), choices=[_CHOOSE, *HOW.items()])
    procedure = forms.ChoiceField(
        label=_("处罚程序"),
        choices=[_CHOOSE, *((c, w) for c, w in PENALTY_PROCEDURES.items() if c != "unknown")],
        help_text=_("简易程序的处罚不作为不良信息"),
    )
    told = forms.ChoiceField(
        label=_("已告知救济途径和期限"),
        choices=[_CHOOSE, ("yes", _("是")), ("no", _("否"))],
        help_text=_("决定书是否载明复议、诉讼的途径和期限"),
    )
    reason = forms.CharField(
        label=_("更正理由"),
        required=False,
        max_length=LONGEST,
        help_text=_("只在更正已登记的内容时填写；原登记保留"),
    )

    def __init__(self, data: Any = None, *, offered: list[Decision]) -> None:
        super().__init__(data)
        field = self.fields["record"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(str(one.record_id), one.number) for one in offered]

    def ticked(self) -> frozenset[str]:
        """What was ticked, to tick it again where the form comes back."""
        given = self.data.getlist("record") if hasattr(self.data, "getlist") else ()
        return frozenset(given)

    def answers(self) -> list[Served]:
        """The one answer about each ticked decision."""
        given = self.cleaned_data
        return [
            Served(
                UUID(number),
                given["served_on"],
                given["procedure"],
                told=given["told"] == "yes",
                how=given["how"],
                reason=given["reason"],
            )
            for number in given["record"]
        ]


class SendForm(forms.Form):
    """The filled workbook; for which unit, where somebody may answer for several."""

    file = UploadField()
    unit = UnitField(label=_("报送单位"))

    def __init__(self, data: Any = None, files: Any = None, *, actor: Actor) -> None:
        # The filter on the same page has a unit, too.
        super().__init__(data, files, auto_id="send-%s")
        self.actor = actor
        if units_for(actor, ANSWER) is not None:
            del self.fields["unit"]

    def unit_id(self) -> str:
        """The unit whose decisions the workbook is about."""
        return str(self.cleaned_data.get("unit") or self.actor.unit_id)


def in_words(done: dict[str, int]) -> str:
    """What became of the answers, in one sentence."""
    return now(
        "登记 %(recorded)s，更正 %(corrected)s，未变 %(unchanged)s，未接受 %(refused)s。"
    ) % {name: f"{count:,}" for name, count in done.items()}
