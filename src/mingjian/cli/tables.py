"""The tables of the rooms, made ready before a command that reads or writes them is imported."""

import django
from django.apps import apps


def make_ready() -> None:
    """Set Django up, once in a process."""
    if not apps.ready:
        django.setup(set_prefix=False)
