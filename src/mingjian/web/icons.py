"""The icons: strokes on a 24 by 24 grid, drawn in the colour of the text around them."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

STROKES = {
    "home": "M4 11 12 4l8 7M6 10v10h12V10M10 20v-6h4v6",
    "send": "M12 16V4m0 0L7 9m5-5 5 5M4 15v5h16v-5",
    "files": "M7 3h8l4 4v14H7zM15 3v4h4M10 12h6M10 16h6",
    "question": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M9.5 9.5a2.5 2.5 0 1 1 4 2l-1.5 2M12 17h0",
    "clock": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3 2",
    "office": "M4 20V10M10 20V4M16 20v-7M3 20h18M21 20",
    "book": "M5 4h6a2 2 0 0 1 1 1 2 2 0 0 1 1-1h6v15h-6l-1 1-1-1H5zM12 5v14",
    "search": "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14M20 20l-4-4",
    "check": "M12 3 5 6v6c0 4 3 7 7 9 4-2 7-5 7-9V6zM9 12l2 2 4-4",
    "log": "M5 4h14M5 9h14M5 14h9M5 19h6M18 14v7M15 18l3 3 3-3",
    "key": "M8 15a4 4 0 1 0 0-8 4 4 0 0 0 0 8M12 11h9M18 11v3M15 11v2",
    "print": "M7 9V4h10v5M7 17H4v-8h16v8h-3M7 14h10v6H7z",
    "down": "M12 4v11m0 0 5-5m-5 5-5-5M4 19h16",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "type": "M4 18 9 6l5 12M5.5 14h7M15 18l3-7 3 7M16 16h4",
    "globe": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18",
    "person": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4 21c1-5 4-7 8-7s7 2 8 7",
    "out": "M10 4H5v16h5M14 8l4 4-4 4M9 12h9",
    "empty": "M4 13 7 5h10l3 8v6H4zM4 13h5l1 3h4l1-3h5",
    "warn": "M12 4 3 20h18zM12 10v5M12 17.5h0",
    "good": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M8 12l3 3 5-6",
    "bad": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M9 9l6 6M15 9l-6 6",
    "scale": "M12 4v16M7 20h10M5 7h14M5 7l-3 7h6zM19 7l-3 7h6z",
    "lock": "M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3",
    "up-down": "M8 10l4-4 4 4M8 14l4 4 4-4",
    "up": "M7 14l5-5 5 5",
    "fall": "M7 10l5 5 5-5",
}

_FRAME = (
    '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
    '<path d="{}"/></svg>'
)


def icon(name: str) -> SafeString:
    """The icon as decoration: it is hidden from screen readers, the words beside it speak.

    Raises:
        KeyError: when there is no icon of this name.
    """
    return format_html(mark_safe(_FRAME), STROKES[name])  # noqa: S308 - a constant of this file
