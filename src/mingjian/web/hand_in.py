"""What a form of a step brings: papers kept or made, facts and reason, for the room of cases."""

from dataclasses import dataclass
from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import override

from mingjian.accounts.actor import Actor
from mingjian.cases.doing import Counter, Doing
from mingjian.papers.draft import Draft
from mingjian.papers.keep import keep
from mingjian.papers.make import make
from mingjian.policy.schema.procedure import PaperKind
from mingjian.registry.find import subject
from mingjian.web.case_words import PAPERS
from mingjian.web.step_form import StepForm


@dataclass(frozen=True, slots=True)
class Material:
    """What becomes a paper: a file, or a text where there is no file."""

    kind: PaperKind
    title: str
    text: str
    file: UploadedFile | None


def doing(form: StepForm, subject_id: int, actor: Actor) -> Doing:
    """Hand in the papers and gather the rest; in the caller's transaction.

    Raises:
        FileTooLarge, StorageUnavailable, PaperUnfit, LogUnavailable: nothing was handed in.
    """
    papers = tuple(_handed(form, kind, subject_id, actor) for kind in form.asking.step.papers)
    given = form.cleaned_data
    return Doing(
        facts=form.facts(),
        papers=papers,
        reason=given["reason"],
        channel=given.get("channel") or "inbox",
        email=given.get("email") or "",
        counter=_counter(form, subject_id, actor) if form.asking.counter else None,
    )


def paper_of(given: Material, about: int, actor: Actor) -> int:
    """Keep the file as a paper about a subject, or make one of the text; its number."""
    who = subject(about)
    facts = {"facts": given.text, "matter": given.title, "name": who.name if who else ""}
    draft = Draft(given.kind, given.title, actor.id, actor.unit_id, about, facts)
    if given.file is None:
        return make(draft).id
    return keep(cast("BinaryIO", given.file.file), given.file.name or "", draft).id


def _handed(form: StepForm, kind: PaperKind, about: int, actor: Actor) -> int:
    title = f"{form.asking.procedure.name.zh}·{named(kind)}"
    return paper_of(Material(kind, title, form.written(kind), form.uploaded(kind)), about, actor)


def _counter(form: StepForm, about: int, actor: Actor) -> Counter:
    given = form.cleaned_data
    signed = Material("proof", named("proof"), "", given["signed"])
    return Counter(given["capacity"], paper_of(signed, about, actor))


def named(kind: PaperKind) -> str:
    """What a paper of this kind is called in Chinese, whatever language its maker reads."""
    with override("zh-hans"):
        return str(PAPERS[kind])
