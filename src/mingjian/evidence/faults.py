"""What a verification may find, each with the sentence that a person reads."""

from dataclasses import asdict, dataclass
from typing import Final

FAULTS: Final[dict[str, tuple[str, str]]] = {
    "entry_changed": ("条目内容与封存时不符", "the entry is not what was sealed"),
    "entry_missing": ("条目已不存在", "the entry is gone"),
    "entry_unsealed": ("条目未被封存却早已应被封存", "the entry was passed over by the sealer"),
    "position_missing": ("位置缺失", "the position is gone"),
    "position_unsealed": ("位置没有对应的封存", "no seal covers the position"),
    "node_changed": ("树节点与其下各叶不符", "the tree's node does not fit its leaves"),
    "seal_root": ("封存的根与各条目不符", "the sealed root does not fit the entries"),
    "seal_signature": ("封存的签名无效", "the seal's signature is not valid"),
    "tail_cut": ("日志比见证方所见短", "the log is shorter than the witness has seen"),
    "forked": ("日志与见证方所见不同", "the log differs from what the witness has seen"),
    "witness_signature": ("见证的检查点签名无效", "the witnessed checkpoint's signature is bad"),
}
"""The kinds of fault: a sentence in Chinese and in English."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong, at a position in the log (for seals: their size), with its particulars."""

    kind: str
    position: int | None
    detail: str = ""

    @property
    def zh(self) -> str:
        """The sentence in Chinese."""
        return FAULTS[self.kind][0]

    @property
    def en(self) -> str:
        """The sentence in English."""
        return FAULTS[self.kind][1]


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What a full verification saw: `entries` sealed, `seals`, `waiting` entries, all faults.

    `witness` is the size of the tree that the witness vouches for, None without a witness.
    """

    entries: int
    seals: int
    waiting: int
    witness: int | None
    seconds: float
    faults: tuple[Fault, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    def document(self) -> dict[str, object]:
        """The report as JSON."""
        faults = [{**asdict(fault), "zh": fault.zh, "en": fault.en} for fault in self.faults]
        return {**asdict(self), "faults": faults, "sound": self.sound}
