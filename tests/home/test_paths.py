import stat
from pathlib import Path

import pytest

from mingjian.home.paths import LONGEST_SOCKET_FOLDER, Home, home


def test_home_follows_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MINGJIAN_HOME", str(tmp_path / "state"))
    assert home().root == tmp_path / "state"


def test_home_is_beside_the_caller_by_default(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("MINGJIAN_HOME")
    monkeypatch.chdir(tmp_path)
    assert home().root == tmp_path / ".mingjian"


def test_folders_appear_when_asked_for(tmp_path: Path) -> None:
    place = Home(tmp_path / "deep" / "state")
    assert place.files.is_dir()
    assert place.work.is_dir()


def test_keys_are_for_the_owner_alone(tmp_path: Path) -> None:
    assert stat.S_IMODE(Home(tmp_path).keys.stat().st_mode) == 0o700


def test_a_short_home_holds_its_own_socket(tmp_path: Path) -> None:
    place = Home(tmp_path / "s")
    if len(str(place.run)) <= LONGEST_SOCKET_FOLDER:
        assert place.socket == place.run


def test_a_deep_home_gets_a_short_private_socket_folder(tmp_path: Path) -> None:
    place = Home(tmp_path / ("深" * 30) / "state")
    assert len(str(place.socket).encode()) <= LONGEST_SOCKET_FOLDER
    assert stat.S_IMODE(place.socket.stat().st_mode) == 0o700
    assert place.socket == Home(place.root).socket
    assert place.socket != Home(place.root / "other").socket
