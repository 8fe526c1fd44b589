"""Why the database lets something not be said of a code, in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import IntegrityError, transaction

from mingjian.home.refused import constraint_of
from mingjian.registry.problems import AlreadyMarked, UnfitMark

_WHY: Final[dict[str, tuple[str, str, str]]] = {
    "registry_mark_basis": ("basis", "须写明依据的文书", "say on which document it rests"),
    "registry_mark_reason": ("reason", "须写明原因", "say why"),
    "registry_mark_day": ("on", "日期晚于今日", "it is ahead of today"),
    "registry_mark_in_order": (
        "on",
        "早于该代码上一次标记的日期",
        "it is before what was said of the code last",
    ),
    "registry_mark_out_of_use": (
        "flag",
        "该代码已更换，不再使用",
        "it was replaced and is out of use",
    ),
    "registry_mark_own_code": (
        "replaced_by",
        "须为同一主体的另一个在用代码",
        "another code in use of the same subject is needed",
    ),
}
_ALREADY: Final[dict[str, tuple[str, str]]] = {
    "registry_mark_already": (
        "已登记为重码或错码，尚未处理",
        "is returned already, and not settled yet",
    ),
    "registry_mark_nothing_to_settle": ("未被退回，无需处理", "is not returned: nothing to settle"),
}


@contextmanager
def told(code: str) -> Iterator[None]:
    """The database is the one rule; its refusal is told as a problem."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        rule = constraint_of(error)
        if rule in _ALREADY:
            raise already(code, rule) from error
        place, why, why_en = _WHY[rule]
        raise UnfitMark(place=place, why=why, why_en=why_en) from error


def already(code: str, rule: str) -> AlreadyMarked:
    """The conflict that the rule of the database stands for."""
    why, why_en = _ALREADY[rule]
    return AlreadyMarked(subject=code, why=why, why_en=why_en)
