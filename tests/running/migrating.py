"""The migrations of a room forward and back, on a database with something in it."""

import os
import subprocess
import sys

STEP = """
import sys
import django
django.setup()
from django.core.management import call_command
call_command("migrate", *sys.argv[1:], verbosity=0)
"""


def migrated(database: str, room: str, name: str) -> str:
    """To this migration of the room, as the owner, in a process of its own.

    Returns what it said where it refused; empty where it did not.
    """
    environment = os.environ | {
        "MINGJIAN_DATABASE_NAME": database,
        "MINGJIAN_DATABASE_ROLE": "owner",
        "DJANGO_SETTINGS_MODULE": "mingjian.site.settings",
    }
    command = [sys.executable, "-c", STEP, room, name]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own code
    return done.stderr if done.returncode else ""
