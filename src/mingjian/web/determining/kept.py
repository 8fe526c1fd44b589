"""What the session keeps of the wizard between its pages; evidence becomes a paper at once."""

from typing import Any, Final

from django import forms
from django.db import transaction
from django.http import HttpRequest

from mingjian.accounts.actor import Actor
from mingjian.registry.find import SubjectView, by_code
from mingjian.web.determining.gathered import Gathered
from mingjian.web.hand_in import Material, named, paper_of

KEPT_AS: Final = "determination"


def gathered(request: HttpRequest) -> Gathered:
    """What was typed so far."""
    return Gathered(_kept(request))


def keep(request: HttpRequest, values: dict[str, Any]) -> None:
    """Add the values of a page."""
    request.session[KEPT_AS] = _kept(request) | values


def forget(request: HttpRequest) -> None:
    """Everything, once the case is open."""
    request.session.pop(KEPT_AS, None)


def initial(given: Gathered, request: HttpRequest) -> dict[str, Any]:
    """What was typed before; a list or code in the address stands in where nothing was."""
    asked = {name: request.GET[name] for name in ("list", "code") if name in request.GET}
    return asked | dict(given.values)


def values_of(form: forms.Form, page: str, given: Gathered, actor: Actor) -> dict[str, Any]:
    """What is kept of a page that was filled in.

    Raises:
        FileTooLarge, StorageUnavailable, PaperUnfit, LogUnavailable: the evidence was not kept.
    """
    sent = dict(form.cleaned_data)
    if page == "subject":
        found = by_code(sent["code"])
        return {**sent, "subject": found.subject_id if found else None, **_other(given, found)}
    if page != "evidence" or given.subject is None:
        return {name: value for name, value in sent.items() if name != "file"}
    about = given.subject.subject_id
    with transaction.atomic():
        number = paper_of(
            Material("evidence", _title(given), sent["text"], sent["file"]), about, actor
        )
    return {"text": sent["text"], "evidence": number, "evidence_of": about}


def _title(given: Gathered) -> str:
    """The procedure in whose course it is evidence; where no list is chosen yet, the kind alone."""
    return given.procedure.name.zh if given.procedure else named("evidence")


def _other(given: Gathered, found: SubjectView | None) -> dict[str, Any]:
    """Evidence about one organisation is none about another."""
    same = found is not None and given.values.get("evidence_of") == found.subject_id
    return {} if same else {"evidence": None}


def _kept(request: HttpRequest) -> dict[str, Any]:
    kept: dict[str, Any] = request.session.get(KEPT_AS, {})
    return kept
