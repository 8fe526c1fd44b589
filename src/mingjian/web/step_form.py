"""The form of a step, made from what the procedure asks for: facts, papers, reason, the way out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as now

from mingjian.kernel.problem import Problem
from mingjian.policy.schema.procedure import Ask, PaperKind, Procedure, Step
from mingjian.web.ask_fields import LAW_PARTS, asked
from mingjian.web.step_fields import choice_of, counter, paper, reason, way
from mingjian.web.told import told as telling


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
            self.fields["unit"] = choice_of(asking.units)
        for ask in asking.step.asks:
            self.fields |= dict(asked(ask, asking.before.get(ask.name)))
        for kind in asking.step.papers:
            self.fields |= dict(paper(kind))
        self.fields["reason"] = reason(asking.procedure, asking.step)
        if any(notice.to == "subject" for notice in asking.step.notices):
            self.fields |= dict(way())
        if asking.counter:
            self.fields |= dict(counter())

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
