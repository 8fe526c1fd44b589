"""Let a running site live on a later day: all of its processes, the database among them.

There is no switch for that in the product, and there must be none. The clock is moved below it: a
small library loaded before the C library, so nothing of the site knows or could be told otherwise.
"""

import shutil
import subprocess
from pathlib import Path

import pytest

SOURCE = Path(__file__).with_name("later.c")


def later(days: int, folder: Path) -> dict[str, str]:
    """The environment of processes whose clock is so many days ahead; nothing for none.

    The library is built in `folder`; without a C compiler the test is skipped.
    """
    if not days:
        return {}
    library = folder / "later.so"
    if not library.exists():
        _build(library)
    return {"LD_PRELOAD": str(library), "LATER_DAYS": str(days)}


def _build(library: Path) -> None:
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("there is no C compiler to build what moves the clock")
    options = ["-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o", str(library)]
    words = [compiler, *options, str(SOURCE), "-ldl"]
    subprocess.run(words, check=True)  # noqa: S603 - our own code
