"""The log page: how far it is sealed, what stands in it, and proof of any entry."""

import json
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.actor import actor_of
from mingjian.accounts.decide import decide
from mingjian.evidence.checkpoint import SignedCheckpoint
from mingjian.evidence.fresh import is_fresh, seal_limit
from mingjian.evidence.keys import verify_key
from mingjian.evidence.leaf import leaf_bytes
from mingjian.evidence.merkle import leaf_hash
from mingjian.evidence.problems import NotSealedYet
from mingjian.evidence.prove import InclusionProof, checkpoint, inclusion
from mingjian.evidence.read import EntryView, entries
from mingjian.evidence.read import entry as read_entry
from mingjian.kernel.problem import NotFound
from mingjian.registry.find import by_code, subjects
from mingjian.web.screen import screen
from mingjian.web.screens.log_check_up import check_up_shown
from mingjian.web.words import ENTRIES, language

PAGE = 50
LONGEST_NUMBER = 18
NUMBERS: Final = {"min_value": 1, "max_value": 10**LONGEST_NUMBER}


class EntryFilter(forms.Form):
    """Which entries to show."""

    kind = forms.ChoiceField(
        label=_("种类"), required=False, choices=[("", _("全部")), *ENTRIES.items()]
    )
    actor = forms.CharField(
        label=_("行为人"), required=False, max_length=80, help_text=_("如 user:7")
    )
    code = forms.CharField(label=_("主体代码"), required=False, max_length=40)
    subject = forms.IntegerField(required=False, widget=forms.HiddenInput, **NUMBERS)
    before = forms.IntegerField(required=False, widget=forms.HiddenInput, **NUMBERS)


@screen("log.verify")
def log(request: HttpRequest) -> HttpResponse:
    """The state of the log; entries only for those who may read them."""
    can_read = decide(actor_of(request), "log.read").allowed
    shown: dict[str, object] = {
        "checkpoint": _checkpoint(),
        "fresh": is_fresh(),
        "limit": seal_limit(),
        "key": verify_key().line(),
        "can_read": can_read,
        **check_up_shown(),
    }
    if can_read:
        shown |= _entries(EntryFilter(request.GET))
    return render(request, "evidence/log.html", shown)


@screen("log.verify")
def checkpoint_file(request: HttpRequest) -> HttpResponse:
    """The last signed checkpoint as a file."""
    del request
    return _file(HttpResponse(str(checkpoint()), content_type="text/plain"), "checkpoint.txt")


@screen("log.verify")
def find_entry(request: HttpRequest) -> HttpResponse:
    """The box for an entry's number leads to its page."""
    given = request.GET.get("entry", "").strip()
    if not given.isascii() or not given.isdigit() or len(given) > LONGEST_NUMBER:
        raise NotFound(what=given[:40])
    return redirect("entry", int(given))


@screen("log.verify")
def entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One entry with its proof, checked here; its content only for those who may read it."""
    shown: dict[str, object] = {"entry_id": entry_id}
    try:
        shown |= _proven(inclusion(entry_id))
    except NotSealedYet as problem:
        shown["problem"] = {
            "sentence": problem.sentence(language()),
            "way_out": problem.way_out(language()),
        }
    if decide(actor_of(request), "log.read").allowed:
        shown |= _content(read_entry(entry_id))
    return render(request, "evidence/entry.html", shown)


@screen("log.read")
def proof_file(request: HttpRequest, entry_id: int) -> HttpResponse:
    """The proof as the stand-alone verifier reads it; it holds the entry, so reading applies."""
    del request
    proof = JsonResponse(inclusion(entry_id).document(), json_dumps_params={"indent": 1})
    return _file(proof, f"proof-{entry_id}.json")


def _checkpoint() -> SignedCheckpoint | None:
    try:
        return checkpoint()
    except NotSealedYet:
        return None


def _entries(form: EntryFilter) -> dict[str, object]:
    asked = form.cleaned_data if form.is_valid() else {}
    found = entries(
        _about(asked),
        kind=asked.get("kind") or None,
        actor=asked.get("actor") or None,
        before=asked.get("before"),
        limit=PAGE,
    )
    about = subjects(one.subject_id for one in found if one.subject_id is not None)
    older = found[-1].id if len(found) == PAGE else None
    return {"form": form, "entries": found, "about": about, "older": older}


def _about(asked: dict[str, Any]) -> int | None:
    """The subject asked for; a code nobody holds finds nothing, not everything."""
    if not asked.get("code"):
        return asked.get("subject")
    found = by_code(asked["code"])
    return found.subject_id if found else 0


def _proven(proof: InclusionProof) -> dict[str, object]:
    head = proof.checkpoint.checkpoint
    return {
        "proof": {"position": proof.position, "size": head.size, "path": proof.path},
        "verified": proof.holds() and proof.checkpoint.signed_by(verify_key()),
        "leaf": _leaf(proof),
        "path": [step.hex() for step in proof.path],
        "root": head.root.hex(),
    }


def _leaf(proof: InclusionProof) -> str:
    return leaf_hash(leaf_bytes(proof.entry)).hex()


def _content(found: EntryView) -> dict[str, object]:
    return {"entry": found, "body": json.dumps(found.body, ensure_ascii=False, indent=2)}


def _file(response: HttpResponse, name: str) -> HttpResponse:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
