"""The policies this installation runs on: loaded once from the folders in the settings."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from mingjian.policy.load import load_pack
from mingjian.policy.resolve import Policies

_standing_in: list[Policies] = []


def policies() -> Policies:
    """Return the policies of this installation (setting MINGJIAN_POLICIES: folders of packs).

    Raises:
        BrokenPack, PacksDisagree: the installation cannot work without its packs.
    """
    if _standing_in:
        return _standing_in[-1]
    return _loaded(tuple(str(folder) for folder in settings.MINGJIAN_POLICIES))


@contextmanager
def use(other: Policies) -> Iterator[Policies]:
    """Let `other` stand in, for every thread of this process, until the block ends: for tests."""
    _standing_in.append(other)
    try:
        yield other
    finally:
        _standing_in.pop()


def load_policies(folders: Iterable[Path]) -> Policies:
    """Load packs from their folders, without any setting."""
    return Policies(load_pack(folder) for folder in folders)


@lru_cache(maxsize=4)
def _loaded(folders: tuple[str, ...]) -> Policies:
    return load_policies(Path(folder) for folder in folders)
