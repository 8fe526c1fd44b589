"""Where workbooks of service days wait for the worker."""

from typing import Final

from procrastinate.contrib.django import app

QUEUE: Final = "services"
WORK: Final = "effects.services"


def enqueue(sheet_id: int) -> None:
    """Queue the work on a workbook, in the caller's transaction."""
    app.configure_task(WORK, queue=QUEUE).defer(sheet_id=sheet_id)
