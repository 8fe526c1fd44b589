"""Secrets that the platform makes for itself on first use."""

import os
import secrets
from pathlib import Path

from mingjian.home.paths import Home


def secret(home: Home, name: str) -> str:
    """The secret of that name: made once, kept in `keys/`, readable by the owner alone."""
    path = home.keys / name
    try:
        return path.read_text("ascii")
    except FileNotFoundError:
        return _make(path)


def _make(path: Path) -> str:
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(32))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # fails when another process was first: then its secret is the secret
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text("ascii")
