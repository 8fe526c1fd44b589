"""The one folder that holds all state: MINGJIAN_HOME."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

# A unix socket's address holds 107 bytes; PostgreSQL adds "/.s.PGSQL.5432.lock" to the folder.
LONGEST_SOCKET_FOLDER = 85


@dataclass(frozen=True, slots=True)
class Home:
    """The folders under MINGJIAN_HOME; each property makes its folder when it is missing."""

    root: Path

    @property
    def files(self) -> Path:
        """Originals as they were received, named by their SHA-256."""
        return self._folder("files")

    @property
    def work(self) -> Path:
        """What processing derives from an original; may be rebuilt."""
        return self._folder("work")

    @property
    def keys(self) -> Path:
        """Passwords and signing keys, readable by the owner alone."""
        return self._folder("keys", mode=0o700)

    @property
    def run(self) -> Path:
        """Locks and sockets of running processes."""
        return self._folder("run", mode=0o700)

    @property
    def logs(self) -> Path:
        """What the processes say while they run."""
        return self._folder("logs")

    @property
    def database(self) -> Path:
        """The data folder of the embedded PostgreSQL."""
        return self.root / "postgres"

    @property
    def socket(self) -> Path:
        """Folder of the database's socket: inside home, or a short twin when home lies deep."""
        inside = self.run
        if len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER:
            return inside
        mark = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:16]
        return _private(Path(tempfile.gettempdir()) / f"mingjian-{os.getuid()}-{mark}")

    def _folder(self, name: str, mode: int = 0o755) -> Path:
        folder = self.root / name
        folder.mkdir(mode=mode, parents=True, exist_ok=True)
        return folder


def home() -> Home:
    """The home of this process: MINGJIAN_HOME, or `.mingjian` in the current folder."""
    return Home(Path(os.environ.get("MINGJIAN_HOME", ".mingjian")).absolute())


def _private(folder: Path) -> Path:
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} belongs to another user")
    return folder
