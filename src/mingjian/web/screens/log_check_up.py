"""The whole log verified at somebody's request: asked for, under way, and what was found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from mingjian.accounts.actor import actor_of
from mingjian.evidence.check_up import last, under_way
from mingjian.evidence.jobs import ask_to_verify
from mingjian.web.screen import screen
from mingjian.web.words import language


def check_up_shown() -> dict[str, object]:
    """What the fragment needs: the latest result, and whether another one is awaited."""
    found = last()
    named = [(fault.position, getattr(fault, language())) for fault in found.named] if found else []
    return {"check_up": found, "under_way": under_way(), "named": named}


@screen("log.verify", "GET", "POST")
def verify_log(request: HttpRequest) -> HttpResponse:
    """Ask a worker to verify the whole log; whoever comes back to the address is led on."""
    if request.method == "POST":
        ask_to_verify(actor_of(request).id)
    return redirect("log")


@screen("log.verify")
def log_check_up(request: HttpRequest) -> HttpResponse:
    """The state of the verification, as a fragment that asks for itself while one is under way."""
    return render(request, "evidence/check_up.html", check_up_shown())
