import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from mingjian.home.paths import Home
from mingjian.home.secrets import secret


def test_a_secret_is_made_once_and_kept(tmp_path: Path) -> None:
    place = Home(tmp_path)
    first = secret(place, "database-app")
    assert len(first) >= 43  # 32 random bytes in base64
    assert secret(place, "database-app") == first
    assert secret(place, "database-owner") != first


def test_a_secret_is_readable_by_the_owner_alone(tmp_path: Path) -> None:
    secret(Home(tmp_path), "signing")
    assert stat.S_IMODE((tmp_path / "keys" / "signing").stat().st_mode) == 0o600


def test_processes_that_start_together_agree(tmp_path: Path) -> None:
    place = Home(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: secret(place, "race"), range(32)))
    assert len(found) == 1
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["race"]
