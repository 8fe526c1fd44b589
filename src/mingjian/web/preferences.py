"""What a reader prefers: language and size of type. Kept in cookies, so it works signed out too."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

TYPE_COOKIE = "mingjian_type"
A_YEAR = 365 * 24 * 3600


def large_type(request: HttpRequest) -> bool:
    """Whether this reader asked for large type (适老化)."""
    return request.COOKIES.get(TYPE_COOKIE) == "large"


def remember_language(response: HttpResponse, language: str) -> None:
    """Keeps the language; one the house does not speak is ignored."""
    if language in dict(settings.LANGUAGES):
        _keep(response, settings.LANGUAGE_COOKIE_NAME, language)


def remember_type(response: HttpResponse, size: str) -> None:
    """Keeps the size of type: `large` or `normal`."""
    if size in {"large", "normal"}:
        _keep(response, TYPE_COOKIE, size)


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=A_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
