"""Which encoding a text file is in; and the same text in UTF-8, strictly."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mingjian.intake.problems import BinaryInText, UnreadableText

BLOCK: Final = 4 << 20
SAMPLE: Final = 1 << 20
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Utf8:
    """A text file in UTF-8: the original itself, or a copy. `encoding` is the original's."""

    path: Path
    encoding: str


def as_utf8(path: Path, into: Path) -> Utf8:
    """Return the file when its beginning is UTF-8, else a copy in UTF-8 in `into`.

    The rest of a file that begins as UTF-8 is not looked at: see `certainly_utf8`.

    Raises:
        UnreadableText: with line and byte of the first place that cannot be read.
    """
    encoding = _guess(path)
    if encoding is None:
        return certainly_utf8(Utf8(path, "utf-8"), into)
    return Utf8(path, encoding) if encoding == "utf-8" else _converted(path, encoding, into)


def certainly_utf8(text: Utf8, into: Path) -> Utf8:
    """Look at the whole file: UTF-8 throughout, or after all GB18030.

    Raises:
        UnreadableText: neither of the two; the place is where the better of them ends.
    """
    try:
        for _ in _decoded(text.path, "utf-8"):
            pass
    except UnreadableText as broken:
        try:
            return _converted(text.path, "gb18030", into)
        except UnreadableText as other:
            raise max((broken, other), key=_reach) from None
    return text


def _reach(problem: UnreadableText) -> int:
    byte = problem.facts["byte"]
    return byte if isinstance(byte, int) else 0


def refuse_nul(path: Path) -> None:
    """Raise for a NUL byte in a file that should be UTF-8 text."""
    with path.open("rb") as stream:
        before, lines = 0, 1
        while block := stream.read(BLOCK):
            at = block.find(b"\x00")
            if at >= 0:
                raise BinaryInText(line=lines + block.count(b"\n", 0, at), byte=before + at + 1)
            before += len(block)
            lines += block.count(b"\n")


def _guess(path: Path) -> str | None:
    """None: neither of the two usual ones, so that its first wrong byte has to be found."""
    with path.open("rb") as stream:
        sample = stream.read(SAMPLE)
    for mark, encoding in MARKS:
        if sample.startswith(mark):
            return encoding if encoding != "utf-8" or _decodes(sample, encoding) else None
    if wide := _wide(sample):
        return wide
    return next((one for one in ("utf-8", "gb18030") if _decodes(sample, one)), None)


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: the NULs of its Latin characters stand on the same side.

    A few stand on the other: 一 is 4E00.
    """
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < len(sample) // 40 + 1 or min(even, odd) * 5 > max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _decodes(sample: bytes, encoding: str) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _converted(path: Path, encoding: str, into: Path) -> Utf8:
    copy = into / "text.utf8"
    with copy.open("w", encoding="utf-8", newline="") as out:
        for text in _decoded(path, encoding):
            out.write(text)
    return Utf8(copy, encoding)


def _decoded(path: Path, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    before, lines, waiting = 0, 1, 0
    with path.open("rb") as stream:
        while True:
            block = stream.read(BLOCK)
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                line = lines + error.object[: error.start].count(b"\n")
                byte = before - waiting + error.start + 1
                raise UnreadableText(line=line, byte=byte, encoding=encoding) from error
            if not block:
                return
            before += len(block)
            waiting = len(decoder.getstate()[0])
            lines += text.count("\n")
            yield text.removeprefix("\ufeff") if before == len(block) else text
