"""The forms about codes: returned as double or faulty, settled; which returned ones to list."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.actor import Actor
from mingjian.kernel.problem import Problem
from mingjian.registry.mark import Ground, Marked, keep_code, replace_code, return_code
from mingjian.registry.marks import ReturnedCode
from mingjian.web.fields import DayField
from mingjian.web.told import told
from mingjian.web.words import CODE_FLAGS, RETURNED_CODES

LONGEST: Final = 200
_CHOOSE: Final = ("", _("请选择"))


class _MarkForm(forms.Form):
    """The day, the document and the reason of what is said of a code."""

    on = DayField(label=_("日期"), help_text=_("文书所载日期"))
    basis = forms.CharField(
        label=_("依据"), max_length=LONGEST, help_text=_("文书的名称和文号；记入日志")
    )
    reason = forms.CharField(label=_("原因"), max_length=LONGEST)

    def write(self, actor: Actor, code: str) -> Marked:
        """Write what was filled in.

        Raises:
            Problem: as the verb says.
        """
        raise NotImplementedError

    def ground(self) -> Ground:
        """What it rests on."""
        given: dict[str, Any] = self.cleaned_data
        return Ground(given["on"], given["basis"], given["reason"])

    def refuse(self, problem: Problem) -> None:
        """Put the problem where it belongs, or above the form."""
        words = told(problem)
        place = problem.place if problem.place in self.fields else None
        self.add_error(place, f"{words['sentence']}{words['way_out']}")


class ReturnForm(_MarkForm):
    """The code was returned: as what, and on what document."""

    flag = forms.ChoiceField(label=_("退回为"), choices=[_CHOOSE, *RETURNED_CODES.items()])
    field_order = ("flag", "on", "basis", "reason")

    def write(self, actor: Actor, code: str) -> Marked:
        """The code is returned."""
        return return_code(actor, code, self.cleaned_data["flag"], self.ground())


class SettleForm(_MarkForm):
    """What became of a returned code: kept, or another one took its place."""

    outcome = forms.ChoiceField(
        label=_("怎样处理"),
        choices=[_CHOOSE, ("kept", _("核实保留，恢复使用")), ("replaced", _("停止使用，已更换"))],
    )
    replaced_by = forms.CharField(
        label=_("更换后的统一社会信用代码"),
        required=False,
        max_length=40,
        help_text=_("只在已更换时填写；新代码并入本主体的档案"),
        widget=forms.TextInput({"autocomplete": "off", "class": "mono", "spellcheck": "false"}),
    )
    field_order = ("outcome", "replaced_by", "on", "basis", "reason")

    def clean(self) -> dict[str, Any]:
        """The new code is told where there is one, and only there."""
        given: dict[str, Any] = super().clean() or {}
        replaced, by = given.get("outcome") == "replaced", given.get("replaced_by")
        if replaced and not by:
            self.add_error("replaced_by", _("请填写更换后的代码。"))
        elif by and given.get("outcome") == "kept":
            self.add_error("replaced_by", _("核实保留的，不填写新代码。"))
        return given

    def write(self, actor: Actor, code: str) -> Marked:
        """The code is settled."""
        if self.cleaned_data["outcome"] == "kept":
            return keep_code(actor, code, self.ground())
        return replace_code(actor, code, self.cleaned_data["replaced_by"], self.ground())


class CodeFilter(forms.Form):
    """Which returned codes to list."""

    flag = forms.ChoiceField(
        label=_("退回为"), required=False, choices=[("", _("全部")), *RETURNED_CODES.items()]
    )
    q = forms.CharField(
        label=_("主体或文书"), required=False, max_length=100, help_text=_("代码、名称或文书")
    )

    def wants(self, one: ReturnedCode) -> bool:
        """Whether a code fits; a form that is not valid lets everything through."""
        asked: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        text = asked.get("q", "")
        return (not asked.get("flag") or one.flag == asked["flag"]) and any(
            text in field for field in (one.code, one.name, one.basis)
        )


def line(one: ReturnedCode) -> tuple[object, ...]:
    """The code as a row of the table that is exported."""
    flag = CODE_FLAGS[one.flag]
    return (one.code, one.name, one.division, flag, one.on, one.basis, one.reason)
