"""How far a submission is, as steps and a bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

STEPS: Final[tuple[tuple[str, str | Promise], ...]] = (
    ("received", _("接收")),
    ("read", _("读取")),
    ("validated", _("校验")),
    ("linked", _("关联")),
    ("posted", _("入账")),
)
ENDED: Final = frozenset({"posted", "failed", "cancelled"})


@dataclass(frozen=True, slots=True)
class Step:
    """A step and how it stands: done, now, failed, or still to come (empty)."""

    label: str
    state: str


@dataclass(frozen=True, slots=True)
class Going:
    """What the progress component shows; `total` 0: not known yet."""

    id: int
    steps: tuple[Step, ...]
    running: bool
    done: int
    total: int
    sentence: str


def going(submission_id: int, stage: str, reached: str, done: int, total: int) -> Going:
    """`stage` is the submission's own, `reached` the last stage completed before it ended."""
    states = [_state(ahead, stage) for ahead in _distances(reached)]
    steps = tuple(Step(str(label), s) for (_name, label), s in zip(STEPS, states, strict=True))
    sentence = _sentence(steps, done, total)
    return Going(submission_id, steps, stage not in ENDED, done, total, sentence)


def _distances(reached: str) -> Sequence[int]:
    """How far each step lies beyond the last one that was completed."""
    names = [name for name, _label in STEPS]
    last = names.index(reached) if reached in names else 0
    return [n - last for n in range(len(names))]


def _state(ahead: int, stage: str) -> str:
    if ahead <= 0:
        return "done"
    if ahead > 1 or stage == "posted":
        return ""
    return "failed" if stage in ENDED else "now"


def _sentence(steps: Sequence[Step], done: int, total: int) -> str:
    current = next((step.label for step in steps if step.state == "now"), "")
    if not total:
        return now("正在%(step)s…") % {"step": current}
    counts = {"step": current, "done": f"{done:,}", "total": f"{total:,}"}
    return now("正在%(step)s：%(done)s / %(total)s 行") % counts
