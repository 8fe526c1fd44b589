"""How far a piece of work is, as steps and a bar: a submission, or bulk work."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from mingjian.bulk.stage import FINAL


@dataclass(frozen=True, slots=True)
class Course:
    """The stages of a kind of work; the last one is the good end. `ended`: every end.

    `counting`: the sentence while things are counted, with `step`, `done` and `total`.
    """

    steps: tuple[tuple[str, str | Promise], ...]
    ended: frozenset[str]
    counting: str | Promise


SUBMISSION: Final = Course(
    (
        ("received", _("接收")),
        ("read", _("读取")),
        ("validated", _("校验")),
        ("linked", _("关联")),
        ("posted", _("入账")),
    ),
    frozenset({"posted", "failed", "cancelled"}),
    _("正在%(step)s：%(done)s / %(total)s 行"),
)


def _bulk(doing: str | Promise, counting: str | Promise) -> Course:
    """The course of bulk work, by what is done in it and what is counted."""
    steps = (("received", _("接收")), ("running", doing), ("done", _("完成")))
    return Course(steps, frozenset(map(str, FINAL)), counting)


BATCH: Final = _bulk(_("核查"), _("正在%(step)s：%(done)s / %(total)s 个代码"))
SHEET: Final = _bulk(_("登记"), SUBMISSION.counting)
FEEDBACK: Final = _bulk(_("反馈"), SUBMISSION.counting)


@dataclass(frozen=True, slots=True)
class Step:
    """A step and how it stands: done, now, failed, or still to come (empty)."""

    label: str
    state: str


@dataclass(frozen=True, slots=True)
class Going:
    """What the progress component shows; `total` 0: not known yet."""

    steps: tuple[Step, ...]
    running: bool
    done: int
    total: int
    sentence: str


def going(course: Course, stage: str, reached: str, done: int, total: int) -> Going:
    """`stage` is the work's own, `reached` the last stage completed before it ended."""
    states = [_state(course, ahead, stage) for ahead in _distances(course, reached)]
    named = zip(course.steps, states, strict=True)
    steps = tuple(Step(str(label), state) for (_name, label), state in named)
    sentence = _sentence(course, steps, done, total)
    return Going(steps, stage not in course.ended, done, total, sentence)


def _distances(course: Course, reached: str) -> Sequence[int]:
    """How far each step lies beyond the last one that was completed."""
    names = [name for name, _label in course.steps]
    last = names.index(reached) if reached in names else 0
    return [n - last for n in range(len(names))]


def _state(course: Course, ahead: int, stage: str) -> str:
    if ahead <= 0:
        return "done"
    if ahead > 1 or stage == course.steps[-1][0]:
        return ""
    return "failed" if stage in course.ended else "now"


def _sentence(course: Course, steps: Sequence[Step], done: int, total: int) -> str:
    current = next((step.label for step in steps if step.state == "now"), "")
    if not total:
        return now("正在%(step)s…") % {"step": current}
    counts = {"step": current, "done": f"{done:,}", "total": f"{total:,}"}
    return str(course.counting) % counts
