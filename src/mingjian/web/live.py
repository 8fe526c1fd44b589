"""A page that follows work under way, and the workbook that comes out of it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as now


def progress(
    request: HttpRequest, template: str, shown: Mapping[str, Any], *, finished: bool
) -> HttpResponse:
    """The part of the page that asks for itself every second; it reloads the page at the end."""
    response = render(request, template, shown)
    if finished:
        response.headers["HX-Refresh"] = "true"
    return response


def stop(request: HttpRequest, title: str, text: str, back: str) -> HttpResponse:
    """The page that asks before work is stopped: what stopping means, and the way `back`."""
    shown = {
        "title": title,
        "text": text,
        "action": now("确认取消"),
        "tone": "danger",
        "back": back,
    }
    return render(request, "confirm.html", shown)


def workbook_file(path: Path, filename: str, what: str) -> FileResponse:
    """A workbook made of the sender's own, by the name of that, as a download."""
    stem = filename.rpartition(".")[0] or filename
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"{stem}-{what}.xlsx")
