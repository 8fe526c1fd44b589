"""The stand-alone verifier as an auditor runs it: another process, no platform, no database."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from evidence.logs import sealed
from mingjian.evidence.export import export_log
from mingjian.evidence.keys import verify_key
from mingjian.evidence.note import VerifyKey
from mingjian.evidence.problems import NotSealedYet
from mingjian.evidence.prove import LocalLog, checkpoint, consistency, inclusion
from mingjian.evidence.witness import Witness, default_folder

TOOL = Path(__file__).resolve().parents[2] / "tools" / "mingjian_verify.py"
pytestmark = pytest.mark.usefixtures("committed_db")


def verify(*words: str | Path, key: str | None = None) -> tuple[int, str]:
    command = [sys.executable, "-I", str(TOOL), *map(str, words)]
    command += ["--key", verify_key().line() if key is None else key]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603 - our own file
    assert done.stderr == ""
    return done.returncode, done.stdout


def written(path: Path, document: object) -> Path:
    path.write_text(document if isinstance(document, str) else json.dumps(document), "utf-8")
    return path


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """A log of 300 entries under two seals; the witness saw the first."""
    sealed(120)
    Witness(default_folder()).look(LocalLog())
    sealed(180)
    assert export_log(tmp_path / "bundle") == 300
    return tmp_path / "bundle"


def test_a_checkpoint_is_verified(tmp_path: Path) -> None:
    sealed(7)
    path = written(tmp_path / "checkpoint", str(checkpoint()))
    assert verify("checkpoint", path) == (
        0,
        f"verified: checkpoint of {verify_key().name}: 7 entries, signatures good\n",
    )
    stranger = VerifyKey(verify_key().name, 1, bytes(range(32))).line()
    assert verify("checkpoint", path, key=stranger)[0] == 1
    written(path, str(checkpoint()).replace("\n7\n", "\n8\n"))
    assert verify("checkpoint", path)[0] == 1


CHANGES: dict[str, Callable[[dict[str, dict[str, object]]], object]] = {
    "body": lambda proof: proof["entry"].update(body="{}"),
    "date": lambda proof: proof["entry"].update(at="2020-01-01T00:00:00.000000Z"),
    "subject": lambda proof: proof["entry"].update(subject_id=1),
    "actor": lambda proof: proof["entry"].update(actor="user:1"),
    "field added": lambda proof: proof["entry"].update(more=1),
    "position": lambda proof: proof.update({"position": 41}),  # type: ignore[dict-item]  # JSON
    "path": lambda proof: proof.update({"path": []}),  # type: ignore[dict-item]  # JSON
    "entry gone": lambda proof: proof.pop("entry"),
}


def test_an_entry_is_verified_and_no_other(tmp_path: Path) -> None:
    number = sealed(300)[42]
    proof = inclusion(number).document()
    code, told = verify("inclusion", written(tmp_path / "proof.json", proof))
    assert (code, told) == (0, f"verified: entry {number} stands at position 42 of 300\n")
    for name, change in CHANGES.items():
        forged = json.loads(json.dumps(proof))
        change(forged)
        assert verify("inclusion", written(tmp_path / "forged.json", forged))[0] == 1, name


def test_growth_is_verified_and_a_rewritten_history_is_not(tmp_path: Path) -> None:
    sealed(100)
    old = written(tmp_path / "old", str(checkpoint()))
    sealed(150)
    new = written(tmp_path / "new", str(checkpoint()))
    proof = written(tmp_path / "proof.json", consistency(100, 250).document())
    assert verify("consistency", old, new, proof) == (
        0,
        "verified: the log of 100 entries is a prefix of that of 250\n",
    )
    assert "cut" in verify("consistency", new, old, proof)[1]
    for path in ([], consistency(99, 250).document()["path"]):
        forged = written(tmp_path / "forged.json", {"path": path})
        assert verify("consistency", old, new, forged)[0] == 1


def test_a_bundle_is_verified_with_its_witness_and_with_checkpoints_kept(
    exported: Path, tmp_path: Path
) -> None:
    witness = (exported / "witness.vkey").read_text("utf-8").strip()
    kept = written(tmp_path / "kept", (exported / "checkpoint").read_text("utf-8"))
    assert verify("bundle", exported, "--witness", witness, "--known", kept) == (
        0,
        "verified: all 300 entries are as signed; 2 earlier checkpoints agree\n",
    )
    key_file = exported / "log.vkey"
    assert verify("bundle", exported, key=str(key_file))[0] == 0


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        ("changed", lambda lines: [lines[0].replace("check", "cheek"), *lines[1:]], "not those"),
        ("dropped", lambda lines: lines[:5] + lines[6:], "cut"),
        ("cut", lambda lines: lines[:200], "cut"),
        ("added", lambda lines: [*lines, lines[-1]], "more entries"),
        ("exchanged", lambda lines: [lines[1], lines[0], *lines[2:]], "not those"),
        ("torn", lambda lines: [lines[0][:20], *lines[1:]], "unreadable"),
    ],
)
def test_a_bundle_that_was_tampered_with_is_not_verified(
    exported: Path, name: str, change: Callable[[list[str]], list[str]], told: str
) -> None:
    path = exported / "entries.jsonl"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(change(lines)) + "\n", "utf-8")
    code, output = verify("bundle", exported)
    assert code == 1, name
    assert told in output


def test_a_witness_that_saw_another_history_is_heard(exported: Path) -> None:
    witness = (exported / "witness.vkey").read_text("utf-8").strip()
    note = (exported / "witnessed").read_text("utf-8").replace("\n120\n", "\n119\n")
    written(exported / "witnessed", note)
    code, output = verify("bundle", exported, "--witness", witness)
    assert code == 1
    assert "no valid signature" in output


def test_there_is_nothing_to_export_before_the_first_seal(tmp_path: Path) -> None:
    with pytest.raises(NotSealedYet):
        export_log(tmp_path)
