"""Papers as they are printed, and files that were handed in."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from mingjian.accounts.actor import actor_of
from mingjian.papers.inbox import consult_paper
from mingjian.papers.keep import original
from mingjian.papers.letter import letter
from mingjian.registry.find import subject
from mingjian.web.screen import screen


@screen("paper.read")
def paper(request: HttpRequest, number: int) -> HttpResponse:
    """The letter with heading and number; the look is logged."""
    found = consult_paper(actor_of(request), number)
    about = subject(found.subject_id) if found.subject_id is not None else None
    shown = {"paper": found, "letter": letter(found), "who": about}
    return render(request, "papers/paper.html", shown)


@screen("paper.read")
def paper_file(request: HttpRequest, number: int) -> HttpResponseBase:
    """The file of a paper, as it was handed in; the look is logged."""
    found = consult_paper(actor_of(request), number)
    path = original(found)
    return FileResponse(path.open("rb"), as_attachment=True, filename=found.filename)
