"""The forms of the wizard, one for each page but the last."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from mingjian.web.determining.lists import offered
from mingjian.web.determining.whom import in_the_way
from mingjian.web.fields import LONGEST_NAME, LONGEST_TEXT
from mingjian.web.templatetags.mingjian import said


class ListForm(forms.Form):
    """The list; only those that the unit may decide and that may be entered today can be chosen."""

    list = forms.ChoiceField(label=_("名单"), error_messages={"required": _("请选择名单。")})

    def __init__(self, *args: Any, unit_id: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["list"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(one.id, said(one.title)) for one in offered(unit_id)]


class SubjectForm(forms.Form):
    """The organisation, by its code."""

    decided_here = True

    code = forms.CharField(
        label=_("统一社会信用代码"),
        max_length=40,
        help_text=_("营业执照或登记证书上的18位代码"),
        widget=forms.TextInput({"autocomplete": "off", "class": "mono", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """Only a code that is in use, of a subject of whom something may be decided."""
        code = str(self.cleaned_data["code"]).strip()
        if why := in_the_way(code, decided_here=self.decided_here):
            raise forms.ValidationError(why)
        return code


class BasisForm(forms.Form):
    """Law, article, version; facts and reasons."""

    law = forms.CharField(label=_("法律、法规或规章"), max_length=200)
    article = forms.CharField(label=_("条款"), max_length=200)
    text_version = forms.CharField(
        label=_("文本版本"), max_length=40, help_text=_("所读法律文本的施行日期，如 2021-07-15")
    )
    facts = forms.CharField(
        label=_("事实和理由"), max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 5})
    )


class EvidenceForm(forms.Form):
    """Evidence, as a file or in words."""

    text = forms.CharField(
        label=_("证据说明"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    file = forms.FileField(label=_("证据材料"), required=False, max_length=LONGEST_NAME)

    def clean(self) -> dict[str, Any]:
        """One of both."""
        if not (self.cleaned_data.get("text") or self.cleaned_data.get("file")):
            self.add_error("text", now("请上传文件或写明内容。"))
        return self.cleaned_data


class TermsForm(forms.Form):
    """Term, way out, remedy, as the decision is to say."""

    term_months = forms.IntegerField(
        label=_("期限（月）"),
        required=False,
        min_value=1,
        help_text=_("不填则按名单规定；不得长于名单规定"),
    )
    exit = forms.CharField(
        label=_("退出条件"), max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 3})
    )
    remedy = forms.CharField(
        label=_("救济途径"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("向谁、在多长时间内申请行政复议或者提起诉讼；如何提出异议"),
    )


FORMS: Final[dict[str, type[forms.Form]]] = {
    "list": ListForm,
    "subject": SubjectForm,
    "basis": BasisForm,
    "evidence": EvidenceForm,
    "terms": TermsForm,
}
