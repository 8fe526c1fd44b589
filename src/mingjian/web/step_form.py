"""The form of a step, made from what the procedure asks for: facts, papers, reason, the way out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as now

from mingjian.kernel.problem import Problem
from mingjian.policy.schema.procedure import Ask, PaperKind, Procedure, Step
from mingjian.policy.standing import policies
from mingjian.web.case_words import CAPACITIES, PAPERS, WAYS
from mingjian.web.fields import DayField
from mingjian.web.templatetags.mingjian import said, unit
from mingjian.web.told import told as telling
from mingjian.web.words import told

LONGEST_TEXT: Final = 4000
LONGEST_REASON: Final = 2000
LONGEST_NAME: Final = 255
LAW_PARTS: Final = ("law", "article", "text_version")


@dataclass(frozen=True, slots=True)
class Asking:
    """A step that is asked for. `before`: facts of earlier steps, offered where asked again.

    `counter`: an official enters it for the subject, whose signed paper is then needed. `units`:
    those of which a person chooses the one that is to decide; none where it is settled.
    """

    procedure: Procedure
    step: Step
    before: Mapping[str, Any] = field(default_factory=dict)
    counter: bool = False
    units: tuple[str, ...] = ()


class StepForm(forms.Form):
    """One step: its facts, its papers, the reason, how the notice goes."""

    def __init__(self, asking: Asking, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.asking = asking
        if asking.units:
            self.fields["unit"] = _unit(asking.units)
        for ask in asking.step.asks:
            self.fields |= dict(_asked(ask, asking.before.get(ask.name)))
        for kind in asking.step.papers:
            self.fields |= dict(_paper(kind))
        self.fields["reason"] = _reason(asking)
        if any(notice.to == "subject" for notice in asking.step.notices):
            self.fields |= dict(_way())
        if asking.counter:
            self.fields |= dict(_counter())

    def facts(self) -> dict[str, object]:
        """The facts, as the case room wants them."""
        return {ask.name: self._fact(ask) for ask in self.asking.step.asks}

    def unit(self) -> str:
        """The unit that was chosen to decide; empty where there was no choice."""
        return str(self.cleaned_data.get("unit", ""))

    def written(self, kind: PaperKind) -> str:
        """What was written as a paper of this kind."""
        return str(self.cleaned_data[f"paper_{kind}"] or "").strip()

    def uploaded(self, kind: PaperKind) -> Any:
        """The file of this kind, or None."""
        return self.cleaned_data[f"file_{kind}"]

    def clean(self) -> dict[str, Any]:
        """A paper is a file or it is written here; one of both."""
        given = self.cleaned_data
        for kind in self.asking.step.papers:
            if not (given.get(f"paper_{kind}") or given.get(f"file_{kind}")):
                self.add_error(f"paper_{kind}", now("请上传文件或写明内容。"))
        if given.get("channel") == "email" and not given.get("email"):
            self.add_error("email", now("用电子邮件发送时，请填写地址。"))
        return given

    def refuse(self, problem: Problem) -> None:
        """Put the problem where it belongs, or above the form."""
        words = telling(problem)
        place = next((n for n in (problem.place, f"ask_{problem.place}") if n in self.fields), None)
        self.add_error(place, f"{words['sentence']} {words['way_out']}")

    def _fact(self, ask: Ask) -> object:
        if ask.type == "law":
            return {part: self.cleaned_data[f"ask_{ask.name}_{part}"] for part in LAW_PARTS}
        return self.cleaned_data[f"ask_{ask.name}"]


def _unit(units: tuple[str, ...]) -> forms.Field:
    """Nothing is chosen beforehand where there is more than one."""
    named = [(one, unit(one)) for one in units]
    return forms.ChoiceField(
        label=now("复核单位"),
        choices=named if len(named) == 1 else [("", now("请选择")), *named],
        help_text=now("只列出设有复核人、未参与原案件的单位"),
    )


def _asked(ask: Ask, before: Any) -> Iterator[tuple[str, forms.Field]]:
    if ask.type == "law":
        yield from _law(ask, before if isinstance(before, Mapping) else {})
        return
    title = said(ask.title)
    same = {"label": title, "required": ask.required, "initial": before}
    yield f"ask_{ask.name}", _field(ask, same)


def _field(ask: Ask, same: dict[str, Any]) -> forms.Field:
    match ask.type:
        case "date":
            return DayField(**same)
        case "integer":
            return forms.IntegerField(**same, min_value=0)
        case "choice":
            named = [(value, said(name)) for value, name in ask.choices.items()]
            return forms.ChoiceField(**same, choices=[("", now("请选择")), *named])
        case "list":
            return forms.ChoiceField(**same, choices=_lists)
    area = forms.Textarea({"rows": 3})
    return forms.CharField(**same, max_length=LONGEST_TEXT, widget=area)


def _law(ask: Ask, before: Mapping[str, Any]) -> Iterator[tuple[str, forms.Field]]:
    title = said(ask.title)
    labels = (now("法律"), now("条款"), now("文本版本"))
    for part, label in zip(LAW_PARTS, labels, strict=True):
        name = f"ask_{ask.name}_{part}"
        help_text = now("所读法律文本的施行日期，如 2021-07-15") if part == "text_version" else ""
        yield (
            name,
            forms.CharField(
                label=f"{title} · {label}",
                max_length=200,
                required=ask.required,
                initial=before.get(part, ""),
                help_text=help_text,
            ),
        )


def _lists() -> list[tuple[str, str]]:
    found = policies().lists(timezone.localdate())
    live = (one for one in found if one.status == "live")
    return [("", now("请选择")), *((one.id, f"{one.id} {said(one.title)}") for one in live)]


def _paper(kind: PaperKind) -> Iterator[tuple[str, forms.Field]]:
    name = told(PAPERS, kind)
    area = forms.Textarea({"rows": 4})
    yield (
        f"paper_{kind}",
        forms.CharField(
            label=now("%(paper)s：写明内容") % {"paper": name},
            max_length=LONGEST_TEXT,
            required=False,
            widget=area,
            help_text=now("在此写明，或在下面上传文件；两者有其一即可"),
        ),
    )
    yield (
        f"file_{kind}",
        forms.FileField(
            label=now("%(paper)s：上传文件") % {"paper": name},
            max_length=LONGEST_NAME,
            required=False,
        ),
    )


def _reason(asking: Asking) -> forms.Field:
    """An extension wants its reason even where the pack does not say so."""
    clocks = asking.procedure.clocks
    extends = any(one.step == asking.step.id for clock in clocks for one in clock.extends)
    needed = asking.step.reason or extends
    return forms.CharField(
        label=now("理由"),
        max_length=LONGEST_REASON,
        required=needed,
        widget=forms.Textarea({"rows": 3}),
        help_text=now("记入案卷和日志，并写入发出的文书"),
    )


def _counter() -> Iterator[tuple[str, forms.Field]]:
    named = [(code, str(name)) for code, name in CAPACITIES.items()]
    yield "capacity", forms.ChoiceField(label=now("来办理的是"), choices=named)
    yield (
        "signed",
        forms.FileField(
            label=now("签字的材料"),
            max_length=LONGEST_NAME,
            help_text=now("来人签字的申请或者委托书的扫描件"),
        ),
    )


def _way() -> Iterator[tuple[str, forms.Field]]:
    yield (
        "channel",
        forms.ChoiceField(
            label=now("送达渠道"), choices=[(code, str(name)) for code, name in WAYS.items()]
        ),
    )
    yield "email", forms.EmailField(label=now("电子邮件地址"), required=False)
