"""The door of the web server: the whole chain for people, a lean one for machines."""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

from mingjian.site.scheme import scheme_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

API_PREFIX = "/api/v1/"


class LeanHandler(WSGIHandler):
    """Django's handler with `API_MIDDLEWARE`: a client with a key needs no session and no CSRF."""

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's own signature
        """Loads the lean chain; runs once, before the server answers anybody."""
        whole = settings.MIDDLEWARE
        settings.MIDDLEWARE = settings.API_MIDDLEWARE
        try:
            super().load_middleware(is_async)
        finally:
            settings.MIDDLEWARE = whole


class Door:
    """Sends API requests that carry a key through the lean chain, all others through the whole."""

    def __init__(self) -> None:
        self.people = get_wsgi_application()
        self.machines = LeanHandler()

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """One request of the WSGI protocol."""
        environ["wsgi.url_scheme"] = scheme_of(environ)
        lean = "HTTP_AUTHORIZATION" in environ and environ["PATH_INFO"].startswith(API_PREFIX)
        return (self.machines if lean else self.people)(environ, start)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjian.site.settings")
application = Door()
