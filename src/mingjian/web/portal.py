"""One decorator for every screen of the public portal: open to all, limited for each visitor."""

from collections.abc import Callable
from functools import wraps
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from mingjian.publication.limit import ask
from mingjian.publication.problems import TooMuchAsked
from mingjian.web.problems import problem_page
from mingjian.web.screen import PUBLIC, View, screen
from mingjian.web.visitor import visitor

EXPORT_COST: Final = 10
"""A file with all rows is worth so many pages."""


def portal(view: Callable[..., HttpResponseBase]) -> View:
    """Make a view a screen for everybody, of which nobody keeps a copy that still speaks tomorrow.

    What is repaired has to be gone at once (国家发展改革委令第36号 3): a browser asks each time
    whether its copy still holds, and search engines keep none. Nobody signs in here, so nothing
    but the count of requests holds a machine back.
    """

    @wraps(view)
    def shown(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = _served(view, request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-cache"
        response.headers["X-Robots-Tag"] = "noindex, noarchive"
        return response

    return screen(PUBLIC)(shown)


def _served(
    view: Callable[..., HttpResponseBase], request: HttpRequest, *args: object, **kwargs: object
) -> HttpResponseBase:
    cost = EXPORT_COST if request.GET.get("format") else 1
    try:
        ask(visitor(request), cost, settings.MINGJIAN_PUBLIC_A_MINUTE)
    except TooMuchAsked as problem:
        refused = problem_page(request, problem)
        refused.headers["Retry-After"] = str(problem.facts["seconds"])
        return refused
    return view(request, *args, **kwargs)
