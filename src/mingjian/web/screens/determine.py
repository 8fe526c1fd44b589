"""The wizard of a determination: list, subject, basis, evidence, terms, review. Nothing is lost."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.actor import Actor, actor_of
from mingjian.cases.doing import Doing, Opening
from mingjian.cases.engine.standing import openings
from mingjian.cases.open_case import open_case
from mingjian.kernel.problem import Problem
from mingjian.kernel.verdict import Met
from mingjian.policy.schema.procedure import Step
from mingjian.policy.standing import policies
from mingjian.registry.find import SubjectView, by_code
from mingjian.web.determination import KEPT_AS, PAGES, PROCEDURE, Gathered, parts
from mingjian.web.hand_in import Material, paper_of
from mingjian.web.screen import screen
from mingjian.web.step_form import LONGEST_NAME, LONGEST_TEXT
from mingjian.web.templatetags.mingjian import said
from mingjian.web.told import told

ORDER: Final = tuple(PAGES)


class ListForm(forms.Form):
    """The list; only those that may be entered today can be chosen."""

    list = forms.ChoiceField(label=_("名单"), error_messages={"required": _("请选择名单。")})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["list"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(one.id, said(one.title)) for one, may in _lists() if may]


class SubjectForm(forms.Form):
    """The organisation, by its code."""

    code = forms.CharField(
        label=_("统一社会信用代码"),
        max_length=40,
        help_text=_("营业执照或登记证书上的18位代码"),
        widget=forms.TextInput({"autocomplete": "off", "class": "mono", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """Only a code that somebody of the registry holds."""
        code = str(self.cleaned_data["code"]).strip()
        if by_code(code) is None:
            raise forms.ValidationError(now("登记库中没有此代码的主体，请核对证照。"))
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


@screen("case.propose", "GET", "POST")
def determine(request: HttpRequest) -> HttpResponse:
    """One page of the wizard; `page` says which."""
    actor, page = actor_of(request), request.GET.get("page", "list")
    page = page if page in PAGES else "list"
    if page == "review":
        return _review(request, actor)
    posted = request.method == "POST"
    given = Gathered(_kept(request))
    form = FORMS[page](
        request.POST if posted else None,
        request.FILES if posted else None,
        initial=_initial(given, request),
    )
    if posted and form.is_valid():
        _keep(request, _values(form, page, given, actor))
        return redirect(f"{reverse('determine')}?page={ORDER[ORDER.index(page) + 1]}")
    return render(
        request, "cases/determine.html", _shown(given, page, form), status=422 if posted else 200
    )


def _review(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Everything once more; finished only when nothing is missing."""
    given, status = Gathered(_kept(request)), 200
    shown = _shown(given, "review", None)
    if request.method == "POST":
        opened = _opened(given, actor)
        if isinstance(opened, int):
            request.session.pop(KEPT_AS, None)
            messages.success(request, now("已提出认定建议并记入日志；下一步：事先告知。"))
            return redirect("case", opened)
        status = 422 if opened is None else opened.status
        shown["problem"] = None if opened is None else told(opened)
    return render(request, "cases/determine.html", shown, status=status)


def _shown(given: Gathered, page: str, form: forms.Form | None) -> dict[str, Any]:
    return {
        "given": given,
        "page": page,
        "pages": PAGES.items(),
        "title": PAGES[page],
        "form": form,
        "parts": parts(given),
        "lists": _refused() if page == "list" else (),
    }


def _opened(given: Gathered, actor: Actor) -> int | Problem | None:
    """The number of the case; None when something is missing, else what stood in the way."""
    if not given.complete or given.subject is None or given.listing is None:
        return None
    step = _first()
    doing = Doing(_facts(given, step), (int(given.values["evidence"]),), _reason(given))
    number, list_id = given.subject.subject_id, given.listing.id
    try:
        opening = Opening(PROCEDURE, number, actor.unit_id, "list", list_id, step.id, doing=doing)
        return open_case(opening, actor).id
    except Problem as problem:
        return problem


def _first() -> Step:
    procedure = policies().procedure(PROCEDURE, timezone.localdate())
    return openings(procedure)[0]


def _facts(given: Gathered, step: Step) -> dict[str, object]:
    """What the procedure asks for at its first step, of what was gathered."""
    held: dict[str, object] = {
        "list": given.text("list"),
        "article": given.article,
        "facts": given.text("facts"),
        "term_months": given.values.get("term_months"),
        "exit": given.text("exit"),
        "remedy": given.text("remedy"),
    }
    return {ask.name: held[ask.name] for ask in step.asks if ask.name in held}


def _reason(given: Gathered) -> str:
    """What the decision is proposed to say, for the head who decides."""
    listing = given.listing
    months = given.values.get("term_months") or (listing.term_months if listing else None)
    term = now("共 %(months)s 个月") % {"months": months} if months else now("至退出条件成就")
    told_ = {"term": term, "exit": given.text("exit"), "remedy": given.text("remedy")}
    return now("拟定期限：%(term)s。退出条件：%(exit)s。救济途径：%(remedy)s。") % told_


def _lists() -> list[tuple[Any, bool]]:
    today = timezone.localdate()
    found = policies().lists(today)
    return [(one, one.part == "decides" and isinstance(one.may_list(today), Met)) for one in found]


def _refused() -> list[tuple[Any, Any]]:
    """The others, each with the reason."""
    today = timezone.localdate()
    return [(one, one.may_list(today)) for one, may in _lists() if not may]


def _kept(request: HttpRequest) -> dict[str, Any]:
    kept: dict[str, Any] = request.session.get(KEPT_AS, {})
    return kept


def _keep(request: HttpRequest, values: dict[str, Any]) -> None:
    request.session[KEPT_AS] = _kept(request) | values


def _initial(given: Gathered, request: HttpRequest) -> dict[str, Any]:
    """What was typed before; a list or code in the address stands in where nothing was."""
    asked = {name: request.GET[name] for name in ("list", "code") if name in request.GET}
    return asked | dict(given.values)


def _other(given: Gathered, found: SubjectView | None) -> dict[str, Any]:
    """Evidence about one organisation is none about another."""
    same = found is not None and given.values.get("evidence_of") == found.subject_id
    return {} if same else {"evidence": None}


def _values(form: forms.Form, page: str, given: Gathered, actor: Actor) -> dict[str, Any]:
    """What the session keeps of a page; evidence is kept as a paper at once."""
    sent = dict(form.cleaned_data)
    if page == "subject":
        found = by_code(sent["code"])
        return {**sent, "subject": found.subject_id if found else None, **_other(given, found)}
    if page != "evidence" or given.subject is None:
        return {name: value for name, value in sent.items() if name != "file"}
    with transaction.atomic():
        title = policies().procedure(PROCEDURE, timezone.localdate()).name.zh
        about = given.subject.subject_id
        material = Material("evidence", title, sent["text"], sent["file"])
        number = paper_of(material, about, actor)
    return {"text": sent["text"], "evidence": number, "evidence_of": about}
