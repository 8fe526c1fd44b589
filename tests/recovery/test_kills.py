"""kill -9 of web, worker, sealer and database at random moments of intake and sealing.

MINGJIAN_KILLS says how many: a few in CI, 100 by `make test-recovery`.
"""

import csv
import hashlib
import io
import json
import os
import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import psycopg
import pytest

from mingjian.home.database import Address
from mingjian.home.paths import Home
from mingjian.kernel.uscc import compose
from running.site import RunningSite, wait_until

KILLS = int(os.environ.get("MINGJIAN_KILLS", "8"))
TARGETS = ("web", "worker", "sealer", "database")
UNIT, ITEM = "zhenhai-market-regulation", "licence"
ROWS_PER_FILE = 3_000
FILES = 6

pytestmark = [pytest.mark.recovery, pytest.mark.slow]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[RunningSite]:
    """A site of this test alone; nothing else would survive it."""
    running_site = RunningSite(tmp_path / "home")
    running_site.home.mkdir()
    assert running_site.command("migrate").returncode == 0
    running_site.start()
    try:
        yield running_site
    finally:
        running_site.stop()


def test_every_accepted_file_is_posted_exactly_once(site: RunningSite) -> None:
    key = _sending_key(site)
    files = [_file(number) for number in range(FILES)]
    sender = threading.Thread(target=_send_all, args=(site, key, files))
    sender.start()
    killed = _kill_at_random(site, random.Random(2019))  # noqa: S311 - a seed to repeat the run by
    sender.join(600)
    assert not sender.is_alive()
    assert sum(killed.values()) == KILLS
    wait_until(lambda: _unfinished(site) == 0, 240, "all submissions to end")
    _assert_posted_exactly_once(site, files)
    _assert_log_is_sound(site)
    print(f"kills survived: {killed}")  # noqa: T201 - the number is published


def _sending_key(site: RunningSite) -> str:
    done = site.command(
        "client", "add", "示例报送", "--unit", UNIT, "--item", ITEM, "--send", "--json"
    )
    assert done.returncode == 0, done.stderr
    key: str = json.loads(done.stdout)["key"]
    return key


def _file(number: int) -> bytes:
    """A file of its own rows, about synthetic subjects of the unassigned division."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_HEADER)
    for row in range(ROWS_PER_FILE):
        serial = f"MA{number:02}{row % 500:04}"
        writer.writerow(_row(compose("91", "330299", serial), number, row))
    return text.getvalue().encode()


_HEADER = (
    *("行政相对人名称", "行政相对人代码_1(统一社会信用代码)", "行政许可决定文书名称"),
    *("行政许可决定文书号", "许可类别", "许可证书名称", "许可编号", "许可内容", "许可决定日期"),
    *("有效期自", "有效期至", "许可机关", "许可机关统一社会信用代码", "当前状态"),
    *("数据来源单位", "数据来源单位统一社会信用代码", "备注"),
)
_BUREAU, _BUREAU_CODE = "示例市场监督管理局", compose("11", "330299", "00000001")


def _row(code: str, number: int, row: int) -> tuple[str, ...]:
    paper = f"镇市监许准〔2026〕{number:02}{row:05}号"
    return (
        *(f"宁波示例{row % 500:04}有限公司", code, "准予许可决定书", paper, "普通", "许可证"),
        *(f"JY{number:02}{row:06}", "食品销售", "2026-11-20", "2026-11-20", "2099-12-31"),
        *(_BUREAU, _BUREAU_CODE, "1", _BUREAU, _BUREAU_CODE, ""),
    )


def _send_all(site: RunningSite, key: str, files: list[bytes]) -> None:
    """Sends each file until it is accepted, as a client that lost its answer would."""
    for number, content in enumerate(files):
        while not _send(site, key, f"{number}.csv", content):
            time.sleep(0.3)
        time.sleep(0.5)


def _send(site: RunningSite, key: str, name: str, content: bytes) -> bool:
    try:
        answer = httpx.post(
            f"{site.url}/api/v1/submissions",
            headers={"Authorization": f"Bearer {key}"},
            data={"item": ITEM},
            files={"file": (name, content)},
            timeout=20,
        )
    except httpx.HTTPError:
        return False
    # A client asks again after any 5xx; that it is 503 and no fault is shown in tests/api.
    assert answer.is_success or answer.is_server_error, answer.text
    return answer.is_success


def _kill_at_random(site: RunningSite, dice: random.Random) -> dict[str, int]:
    """Every target in turn, in a new order each time, at random moments."""
    killed = dict.fromkeys(TARGETS, 0)
    while sum(killed.values()) < KILLS:
        for target in dice.sample(TARGETS, len(TARGETS)):
            time.sleep(dice.uniform(0.1, 1.5))
            if sum(killed.values()) < KILLS:
                killed[target] += site.kill(target)
    return killed


def _ask(site: RunningSite, question: str) -> list[tuple[object, ...]]:
    password = (site.home / "keys" / "database-superuser").read_text()
    where = Address(str(_socket(site)), "5432", "mingjian", "postgres", password)
    with psycopg.connect(where.conninfo(), connect_timeout=5) as session:
        return session.execute(question.encode()).fetchall()


def _socket(site: RunningSite) -> Path:

    return Home(site.home).socket


def _unfinished(site: RunningSite) -> int:
    """How many submissions are under way; many while the database is coming back."""
    try:
        stages = _ask(site, "SELECT stage FROM intake_submission")
    except psycopg.OperationalError:
        return 1
    return sum(stage not in {"posted", "failed", "cancelled"} for (stage,) in stages)


def _assert_posted_exactly_once(site: RunningSite, files: list[bytes]) -> None:
    submissions = _ask(site, "SELECT sha256, stage, new, unchanged FROM intake_submission")
    accepted = {hashlib.sha256(content).hexdigest() for content in files}
    assert {sha256 for sha256, *_ in submissions} == accepted
    assert {stage for _, stage, *_ in submissions} == {"posted"}
    # A file that was accepted twice adds nothing the second time.
    assert sum(int(str(new)) for *_, new, _ in submissions) == FILES * ROWS_PER_FILE
    versions = _ask(site, "SELECT count(*), count(DISTINCT record_id) FROM ledger_version")
    assert versions == [(FILES * ROWS_PER_FILE, FILES * ROWS_PER_FILE)]
    for sha256 in accepted:
        kept = site.home / "files" / sha256[:2] / sha256
        assert hashlib.sha256(kept.read_bytes()).hexdigest() == sha256


def _assert_log_is_sound(site: RunningSite) -> None:
    logged = _ask(
        site,
        "SELECT sum((body::json->>'count')::int) FROM evidence_entry WHERE kind = 'records.posted'",
    )
    assert logged == [(FILES * ROWS_PER_FILE,)]
    done = site.command("log", "verify", "--json")
    assert done.returncode == 0, done.stdout
    report = json.loads(done.stdout)
    assert report["faults"] == []
    assert report["entries"] > 0
