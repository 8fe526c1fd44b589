"""What each view and API operation asks of its caller; a test walks all routes and reads it.

`@access("right")` stands directly above the function (below the router's decorator) and refuses
before the function runs. `@public` says that anybody may come.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from django.http import HttpRequest

from mingjian.accounts.actor import actor_of
from mingjian.accounts.decide import require
from mingjian.accounts.rights import RIGHTS

PUBLIC: Final = "public"
SIGNED_IN: Final = "signed_in"

Given = ParamSpec("Given")
Result = TypeVar("Result")
View = Callable[Concatenate[HttpRequest, Given], Result]


def access(right: str) -> Callable[[View[Given, Result]], View[Given, Result]]:
    """Let only callers through who hold the right; whose data they reach, the verb decides."""
    if right not in RIGHTS:
        raise ValueError(f"there is no right {right}")

    def guard(view: View[Given, Result]) -> View[Given, Result]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> Result:
            require(actor_of(request), right)
            return view(request, *args, **kwargs)

        return _marked(guarded, right)

    return guard


def signed_in(view: View[Given, Result]) -> View[Given, Result]:
    """Let everybody through who is signed in or holds a key."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> Result:
        actor_of(request)
        return view(request, *args, **kwargs)

    return _marked(guarded, SIGNED_IN)


def public(view: View[Given, Result]) -> View[Given, Result]:
    """Let everybody through."""
    return _marked(view, PUBLIC)


def declared(right: str) -> Callable[[View[Given, Result]], View[Given, Result]]:
    """Mark only: the verb behind decides itself, because one statement must do everything."""
    if right not in RIGHTS:
        raise ValueError(f"there is no right {right}")
    return lambda view: _marked(view, right)


def access_of(view: Callable[..., Any]) -> str | None:
    """What the view asks for: a right, "public", "signed_in", or None when nobody said."""
    found = getattr(view, "access", None)
    return found if isinstance(found, str) else None


def _marked(view: View[Given, Result], needed: str) -> View[Given, Result]:
    view.access = needed  # type: ignore[attr-defined]  # functions carry attributes
    return view
