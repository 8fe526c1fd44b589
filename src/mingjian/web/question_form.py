"""What every check says beside the code: the matter, the purpose, the case, the day."""

from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from mingjian.checks.request import LONGEST_CASE
from mingjian.policy.standing import policies
from mingjian.web.fields import DayField
from mingjian.web.templatetags.mingjian import said


class QuestionForm(forms.Form):
    """In which matter, for which purpose, in which case; on which day."""

    matter = forms.ChoiceField(label=_("核查事项"), help_text=_("法规规定可以查询信用的情形"))
    purpose = forms.ChoiceField(label=_("核查目的"))
    case = forms.CharField(
        label=_("办件编号"), max_length=LONGEST_CASE, help_text=_("业务系统中的编号，留痕备查")
    )
    on = DayField(label=_("核查日期"), required=False, help_text=_("不填为今天"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, found in (("matter", policies().matters()), ("purpose", policies().purposes())):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", now("请选择")), *((one.id, said(one.title)) for one in found)]
