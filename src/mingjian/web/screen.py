"""One decorator for every screen: who may come, by which method, and what a problem looks like."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Final, Protocol
from urllib.parse import urlencode

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from mingjian.accounts.access import PUBLIC, SIGNED_IN, access, public, signed_in
from mingjian.kernel.problem import Problem, SignInFirst, Unavailable
from mingjian.web.problems import WrongMethod, problem_page

__all__ = ["PUBLIC", "SIGNED_IN", "screen"]

# Nothing from outside, nothing inline: what is not in a file of ours does not run.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class View(Protocol):
    """A Django view."""

    def __call__(
        self, request: HttpRequest, /, *args: object, **kwargs: object
    ) -> HttpResponseBase: ...


def screen(needed: str, *methods: str) -> Callable[[Callable[..., HttpResponseBase]], View]:
    """Make a view a screen. `needed`: a right, `SIGNED_IN` or `PUBLIC`; `methods`: GET if none.

    Whoever is not signed in goes to the sign-in page and comes back; other problems become a
    page (or, for htmx, a fragment) with their own sentence and status.
    """
    guard, allowed = _guard(needed), methods or ("GET",)

    def make(view: Callable[..., HttpResponseBase]) -> View:
        guarded = guard(view)

        @wraps(guarded)
        def shown(request: HttpRequest, /, *args: object, **kwargs: object) -> HttpResponseBase:
            if request.method not in {*allowed, "HEAD"}:
                return _sealed(_wrong_method(request, allowed))
            try:
                response = guarded(request, *args, **kwargs)
            except SignInFirst:
                response = _to_sign_in(request)
            except Problem as problem:
                response = problem_page(request, problem)
            except (OperationalError, InterfaceError):
                # The database went away under the request: nothing was done, try again is right.
                response = problem_page(request, Unavailable(what="database"))
            return _sealed(response)

        return shown

    return make


def _guard(needed: str) -> Callable[..., Callable[..., HttpResponseBase]]:
    if needed == PUBLIC:
        return public
    return signed_in if needed == SIGNED_IN else access(needed)


def _wrong_method(request: HttpRequest, allowed: Iterable[str]) -> HttpResponseBase:
    response = problem_page(request, WrongMethod(method=request.method))
    response.headers["Allow"] = ", ".join(allowed)
    return response


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    back = request.get_full_path() if request.method == "GET" else "/"
    address = f"{settings.LOGIN_URL}?{urlencode({'next': back})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": settings.LOGIN_URL})
    return HttpResponseRedirect(address)


def _sealed(response: HttpResponseBase) -> HttpResponseBase:
    """Pages hold data of subjects: no cache keeps them, no foreign script reads them."""
    response.headers["Content-Security-Policy"] = POLICY
    response.headers.setdefault("Cache-Control", "no-store")
    patch_vary_headers(response, ("Cookie",))
    return response
