"""Open an old workbook in a child with limits first; only what keeps to them is read in here.

An xls is not read row by row: its reader lays every sheet out as a grid, and two cells far apart
make half a gigabyte of it. What the file says of itself can lie, so it is tried where it can harm
nobody.
An xlsx is not tried: `archive` bounds what it unpacks to before anything is read.
"""

import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

from mingjian.intake.problems import ArchiveBomb, DamagedFile

MOST_BYTES: Final = 1 << 30
"""Address space of the child."""
MOST_SECONDS: Final = 60.0
OUT_OF_MEMORY: Final = 3
TOO_MUCH: Final = {OUT_OF_MEMORY, -signal.SIGABRT, -signal.SIGKILL}
"""How the child ends without memory: told by Python, broken off by the reader, or killed."""


def rehearse(path: Path, seconds: float = MOST_SECONDS, most: int = MOST_BYTES) -> None:
    """Go on only when the workbook can be opened within the limits.

    A file that is damaged, encrypted or no workbook passes: its reader says what is wrong.

    Raises:
        ArchiveBomb: it takes more memory or time.
        DamagedFile: the reader broke off.
    """
    words = [sys.executable, "-m", __name__, str(path), str(most)]
    try:
        done = subprocess.run(  # noqa: S603 - our own module; the path is ours, not the sender's name
            words, timeout=seconds, check=False, capture_output=True
        )
    except subprocess.TimeoutExpired as error:
        raise ArchiveBomb(what=f"> {seconds:g} s") from error
    if done.returncode in TOO_MUCH:
        raise ArchiveBomb(what=f"> {most >> 20} MiB")
    if done.returncode:
        raise DamagedFile(where="读取中断 / the reader broke off")


def main(path: str, most: str) -> int:
    """In the child: limit oneself, then lay out every sheet, as the reader will."""
    resource.setrlimit(resource.RLIMIT_AS, (int(most), int(most)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        _lay_out(path)
    except MemoryError:
        return OUT_OF_MEMORY
    except BaseException:  # noqa: BLE001 - compiled code panics with no Exception; its reader will say
        return 0
    return 0


def _lay_out(path: str) -> None:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - under the limit, too

    book = CalamineWorkbook.from_path(path)
    held = [book.get_sheet_by_name(name) for name in book.sheet_names]
    del held


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
