import json
import threading
import time
from base64 import b64encode
from pathlib import Path

import httpx
import pytest

from evidence.logs import sealed
from mingjian.evidence.keys import verify_key
from mingjian.evidence.note import VerifyKey
from mingjian.evidence.problems import (
    HistoryForked,
    NotSealedYet,
    NotSignedByLog,
    WitnessUnreadable,
)
from mingjian.evidence.prove import LocalLog
from mingjian.evidence.remote import RemoteLog
from mingjian.evidence.verify import verify_log
from mingjian.evidence.witness import Witness, run_witness

pytestmark = pytest.mark.usefixtures("committed_db")


def test_a_witness_cosigns_and_remembers(tmp_path: Path) -> None:
    witness = Witness(tmp_path / "elsewhere")
    assert witness.last() is None
    sealed(10)
    seen = witness.look(LocalLog())
    assert seen.signed_by(verify_key())
    assert seen.signed_by(witness.key)
    assert str(Witness(tmp_path / "elsewhere").last()) == str(seen)
    assert witness.vouches(seen)


def test_a_witness_follows_a_log_that_grows(tmp_path: Path) -> None:
    witness = Witness(tmp_path)
    for count in (1, 255, 300):
        sealed(count)
        witness.look(LocalLog())
    assert witness.look(LocalLog()).checkpoint.size == 556
    report = verify_log(witness=tmp_path)
    assert report.sound
    assert report.witness == 556


def test_the_witness_keeps_its_files_to_itself(tmp_path: Path) -> None:
    sealed(1)
    Witness(tmp_path / "w").look(LocalLog())
    assert (tmp_path / "w").stat().st_mode & 0o777 == 0o700
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "w").iterdir()}
    assert modes == {"checkpoint": 0o600, "log.vkey": 0o600, "witness-ed25519": 0o600}


def test_nothing_to_see_leaves_no_memory(tmp_path: Path) -> None:
    with pytest.raises(NotSealedYet):
        Witness(tmp_path).look(LocalLog())
    assert Witness(tmp_path).last() is None


@pytest.mark.parametrize("name", ["checkpoint", "log.vkey"])
def test_a_damaged_memory_is_told(tmp_path: Path, name: str) -> None:
    sealed(2)
    Witness(tmp_path).look(LocalLog())
    path = tmp_path / name
    path.write_text(path.read_text("utf-8")[:20], "utf-8")
    with pytest.raises(WitnessUnreadable, match=name):
        verify_log(witness=tmp_path)


def test_a_memory_without_keys_vouches_for_nothing(tmp_path: Path) -> None:
    sealed(2)
    Witness(tmp_path).look(LocalLog())
    (tmp_path / "log.vkey").unlink()
    assert [fault.kind for fault in verify_log(witness=tmp_path).faults] == ["witness_signature"]


def test_another_key_than_the_pinned_is_refused(tmp_path: Path) -> None:
    sealed(3)
    witness = Witness(tmp_path)
    before = witness.look(LocalLog())
    other = VerifyKey(verify_key().name, 1, bytes(32))
    (tmp_path / "log.vkey").write_text(other.line(), "utf-8")
    sealed(1)
    with pytest.raises(NotSignedByLog):
        witness.look(LocalLog())
    assert str(witness.last()) == str(before)


def test_a_wrong_proof_is_refused_and_the_memory_kept(tmp_path: Path) -> None:
    class Liar(LocalLog):
        def consistency(self, old: int, new: int) -> tuple[bytes, ...]:
            return tuple(bytes(32) for _ in super().consistency(old, new))

    sealed(3)
    witness = Witness(tmp_path)
    before = witness.look(LocalLog())
    sealed(4)
    with pytest.raises(HistoryForked):
        witness.look(Liar())
    assert str(witness.last()) == str(before)
    assert witness.look(LocalLog()).checkpoint.size == 7


def test_a_witness_sees_a_log_on_another_machine(tmp_path: Path) -> None:
    near = LocalLog()

    def answer(request: httpx.Request) -> httpx.Response:
        path, query = request.url.path, request.url.params
        if path.endswith("/log/key"):
            return httpx.Response(200, text=near.key_line())
        if path.endswith("/log/checkpoint"):
            return httpx.Response(200, text=near.checkpoint())
        steps = near.consistency(int(query["old"]), int(query["new"]))
        return httpx.Response(
            200, text=json.dumps({"path": [b64encode(s).decode() for s in steps]})
        )

    log = RemoteLog("https://log.example/api/v1/", httpx.MockTransport(answer))
    for count in (3, 5):
        sealed(count)
        Witness(tmp_path).look(log)
    log.close()
    last = Witness(tmp_path).last()
    assert last is not None
    assert last.checkpoint.size == 8


def test_a_far_log_that_is_empty_or_broken_is_told_apart() -> None:
    answers = {"409": NotSealedYet, "500": httpx.HTTPStatusError}
    for status, told in answers.items():
        transport = httpx.MockTransport(lambda _, code=status: httpx.Response(int(code)))
        log = RemoteLog("https://log.example/api/v1", transport)
        with pytest.raises(told):
            log.checkpoint()
        log.close()


def test_the_witness_runs_until_told_to_stop(tmp_path: Path) -> None:
    class Slow:
        looks = 0

        def key_line(self) -> str:
            raise AssertionError("never asked")

        def checkpoint(self) -> str:
            self.looks += 1
            raise NotSealedYet(reason="young")

        def consistency(self, old: int, new: int) -> tuple[bytes, ...]:
            raise AssertionError((old, new))

    log, stop = Slow(), threading.Event()
    worker = threading.Thread(target=run_witness, args=(tmp_path, log, stop, 0.001))
    worker.start()
    deadline = time.monotonic() + 10
    while log.looks < 3 and time.monotonic() < deadline:
        time.sleep(0.001)
    stop.set()
    worker.join(10)
    assert not worker.is_alive()
    assert log.looks >= 3
