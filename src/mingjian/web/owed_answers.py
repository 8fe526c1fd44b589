"""Many reports at once on the page of what is owed: ticked with one answer, or by a workbook."""

from dataclasses import dataclass, field
from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as now

from mingjian.accounts.actor import Actor
from mingjian.checks.told.many import counted, report_each
from mingjian.checks.told.receive import receive_feedback
from mingjian.kernel.problem import Problem
from mingjian.web.owed_forms import SendForm, TellForm
from mingjian.web.told import told


@dataclass(frozen=True, slots=True)
class Answered:
    """What the page says then: in one sentence, and, where something stood in the way, with what.

    `shown` empty: all is well, and the page `leads` on; to the list anew where it says nothing.
    """

    said: str = ""
    leads: str = ""
    shown: dict[str, Any] = field(default_factory=dict)
    status: int = 422


def ticked(request: HttpRequest, actor: Actor) -> Answered:
    """One outcome, day and reason for each ticked check; the page names those it refused."""
    form = TellForm(request.POST)
    if not form.is_valid():
        return Answered(shown={"tell": form})
    came = report_each(actor, form.reports())
    refused = [(one, told(why)) for one, why in came.items() if isinstance(why, Problem)]
    shown = {"tell": form, "refused": refused} if refused else {}
    return Answered(in_words(counted(came.values())), shown=shown)


def sent(request: HttpRequest, actor: Actor) -> Answered:
    """A workbook is worked on by the queue; its page follows."""
    form = SendForm(request.POST, request.FILES)
    if not form.is_valid():
        return Answered(shown={"send": form})
    upload: UploadedFile = form.cleaned_data["file"]
    stream, name = cast("BinaryIO", upload.file), upload.name or ""
    try:
        taken = receive_feedback(stream, filename=name, actor=actor)
    except Problem as problem:
        return Answered(shown={"send": form, "problem": told(problem)}, status=problem.status)
    return Answered(leads=reverse("owed-sheet", args=[taken.id]))


def in_words(done: dict[str, int]) -> str:
    """What became of the reports, in one sentence."""
    return now(
        "反馈 %(recorded)s，更正 %(corrected)s，未变 %(unchanged)s，未接受 %(refused)s。"
    ) % {name: f"{count:,}" for name, count in done.items()}
