"""The door of the web server: one path for people, a lean one for machines."""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjian.site.settings")

import django

django.setup(set_prefix=False)

from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.test.utils import override_settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

API_PREFIX = "/api/v1/"


class Door:
    """Sends API paths through `API_MIDDLEWARE`, all others through the whole chain."""

    def __init__(self) -> None:
        self.people = StaticFilesHandler(WSGIHandler())
        with override_settings(MIDDLEWARE=settings.API_MIDDLEWARE):
            self.machines = WSGIHandler()

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """One request of the WSGI protocol."""
        path = environ.get("PATH_INFO", "")
        handler = self.machines if path.startswith(API_PREFIX) else self.people
        return handler(environ, start)


application = Door()
