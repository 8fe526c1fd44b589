"""What the benchmarks share: a platform of their own, children that tell time and memory."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

_ROOT = Path(__file__).resolve().parents[1]
_MIGRATE = "import django; django.setup(); from mingjian.site.migrate import migrate; migrate()"


@contextmanager
def platform(name: str) -> Iterator[Path]:
    """A fresh home with a migrated database, gone afterwards; Django is set up. Yields the home."""
    with tempfile.TemporaryDirectory(prefix=f"mingjian-{name}-") as home:
        os.environ["MINGJIAN_HOME"] = home
        os.environ["MINGJIAN_DATABASE_NAME"] = f"mingjian_{name}"
        os.environ["DJANGO_SETTINGS_MODULE"] = "mingjian.site.settings"
        from mingjian.home.postgres import create_database, running  # noqa: PLC0415 - home first

        with running():
            create_database(os.environ["MINGJIAN_DATABASE_NAME"])
            migrate_as_owner()
            import django  # noqa: PLC0415

            django.setup()
            yield Path(home)


@contextmanager
def fresh_database(name: str) -> Iterator[None]:
    """A database of that name with every table, in the home as it is; dropped afterwards."""
    from mingjian.home.postgres import create_database, drop_database, running  # noqa: PLC0415

    with running():
        drop_database(name)
        create_database(name)
        migrate_as_owner()
        try:
            yield
        finally:
            drop_database(name)


def migrate_as_owner() -> None:
    """Every table, made by a process that holds the owner's rights."""
    owner = os.environ | {"MINGJIAN_DATABASE_ROLE": "owner"}
    subprocess.run([sys.executable, "-c", _MIGRATE], env=owner, check=True)


def timed(deed: Callable[[], object]) -> float:
    """Seconds that a deed takes."""
    start = time.perf_counter()
    deed()
    return time.perf_counter() - start


def medians(deed: Callable[[int], float], rounds: int) -> float:
    """The median of several rounds; each is told its number."""
    return median(deed(number) for number in range(rounds))


def child(script: str, *words: str) -> dict[str, Any]:
    """Run a script in a process of its own; returns the JSON of its last line."""
    command = [sys.executable, "-m", f"bench.{Path(script).stem}", *words]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=_ROOT)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def peak_mb() -> float:
    """The most memory this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
