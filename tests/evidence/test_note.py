from base64 import b64decode, b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from mingjian.evidence.checkpoint import Checkpoint, parse_checkpoint, parse_signed
from mingjian.evidence.note import (
    COSIGNATURE,
    ED25519,
    Note,
    VerifyKey,
    cosign,
    parse_key,
    parse_note,
    sign,
)

# The example of the C2SP signed-note specification and of Go's golang.org/x/mod/sumdb/note.
PETER = parse_key("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
PETERS_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngo"
    "tpRZb6KE6RyyBwJnAM=\n"
)
SECRET = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = SECRET.public_key().public_bytes_raw()
LOG = VerifyKey("example.org/log", ED25519, PUBLIC)
WITNESS = VerifyKey("example.org/witness", COSIGNATURE, PUBLIC)
TEXTS = st.text(
    min_size=1, alphabet=st.characters(codec="utf-8", exclude_characters="\r\n\x85")
).map(lambda text: f"example.org/log\n{text}\n")


def test_the_note_of_the_specification_verifies() -> None:
    note = parse_note(PETERS_NOTE)
    assert str(note) == PETERS_NOTE
    assert note.signed_by(PETER)
    assert not Note(note.text.replace("problem", "solution"), note.signatures).signed_by(PETER)


@given(TEXTS)
def test_a_signed_text_reads_back_and_verifies(text: str) -> None:
    note = sign(text, LOG.name, SECRET)
    assert parse_note(str(note)) == note
    assert note.signed_by(LOG)
    assert not Note("x" + note.text, note.signatures).signed_by(LOG)


@given(TEXTS, st.integers(0, 2**40))
def test_a_cosignature_holds_for_its_time_and_text(text: str, seconds: int) -> None:
    note = cosign(sign(text, LOG.name, SECRET), WITNESS.name, SECRET, seconds=seconds)
    assert parse_note(str(note)).signed_by(WITNESS)
    assert note.signed_by(LOG)
    name, data = note.signatures[1]
    later = data[:4] + (seconds + 1).to_bytes(8) + data[12:]
    assert not Note(note.text, (note.signatures[0], (name, later))).signed_by(WITNESS)


def test_a_log_key_does_not_cosign_and_a_name_is_part_of_the_key() -> None:
    note = sign("example.org/log\n", LOG.name, SECRET)
    assert not note.signed_by(VerifyKey(LOG.name, COSIGNATURE, PUBLIC))
    assert not note.signed_by(VerifyKey("example.org/other", ED25519, PUBLIC))
    assert not note.signed_by(VerifyKey(LOG.name, ED25519, PUBLIC[::-1]))


@pytest.mark.parametrize("key", [PETER, LOG, WITNESS])
def test_a_key_line_reads_back(key: VerifyKey) -> None:
    assert parse_key(key.line() + "\n") == key


@pytest.mark.parametrize(
    "line",
    [
        "",
        "name",
        "name+00000000",
        LOG.line().replace("log+", "lag+"),
        LOG.line()[:-4] + "AAAA",
        VerifyKey("name", 9, PUBLIC).line(),
    ],
)
def test_a_wrong_key_line_is_refused(line: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any reason is right
        parse_key(line)


@pytest.mark.parametrize(
    "text",
    ["", "text\n", "text\n\n", "text\n\nno dash\n", "text\n\n— name\n", "text\n\n— name ?\n"],
)
def test_what_is_no_note_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any reason is right
        parse_note(text)


def test_a_checkpoint_has_the_three_lines_of_the_specification() -> None:
    head = Checkpoint(
        "example.org/log", 20852163, b64decode("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")
    )
    assert head.text() == (
        "example.org/log\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    )
    assert parse_checkpoint(head.text() + "an extension\n") == head


@given(st.integers(0, 2**62), st.binary(min_size=32, max_size=32))
def test_a_signed_checkpoint_reads_back(size: int, root: bytes) -> None:
    head = Checkpoint(LOG.name, size, root)
    signed = parse_signed(str(sign(head.text(), LOG.name, SECRET)))
    assert signed.checkpoint == head
    assert signed.signed_by(LOG)


ROOT = b64encode(bytes(32)).decode()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "log\n5\n",
        f"\n5\n{ROOT}\n",
        f"log\n-5\n{ROOT}\n",
        f"log\n05\n{ROOT}\n",
        f"log\nfive\n{ROOT}\n",
        "log\n5\nAAAA\n",
        f"log\n5\n{ROOT[:-1]}\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any reason is right
        parse_checkpoint(text)
