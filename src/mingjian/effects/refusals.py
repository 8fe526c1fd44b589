"""What the gate in the database refused, as a problem with a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import yaml
from django.db import IntegrityError, transaction
from pydantic import TypeAdapter

from mingjian.effects.gate import PARTS
from mingjian.effects.problems import AlreadyThere, GateShut, SubjectEnded, SubjectUnclear
from mingjian.home.refused import constraint_of
from mingjian.kernel.problem import Problem
from mingjian.policy.schema.base import Text

_FILE: Final = Path(__file__).with_name("refusals.yaml")
WHY: Final[dict[str, Text]] = TypeAdapter(dict[str, Text]).validate_python(
    yaml.safe_load(_FILE.read_text(encoding="utf-8"))
)
_OF_SUBJECT: Final = {
    "effects_subject_unclear": SubjectUnclear,
    "effects_subject_ended": SubjectEnded,
}
_TWICE: Final = ("_apart", "_once", "_pkey")


@contextmanager
def told() -> Iterator[None]:
    """Tell a refusal of the database as a problem; the caller's transaction stays usable.

    Raises:
        GateShut: with the name of the rule that refused.
        AlreadyThere: the same thing is in force.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise problem_of(constraint_of(error)) from error


def problem_of(rule: str) -> Problem:
    """What a rule of the gate is told as; one about the subject is found at its code."""
    if rule.endswith(_TWICE):
        return AlreadyThere()
    why = WHY.get(rule) or _part_of(rule)
    told_as, place = _OF_SUBJECT.get(rule, GateShut), "code" if rule in _OF_SUBJECT else None
    return told_as(place=place, rule=rule, reason_zh=why.zh, reason_en=why.en)


def _part_of(rule: str) -> Text:
    """Constraints like effects_entry_remedy are named after the part that they want."""
    part = PARTS.get(rule.rsplit("_", 1)[-1])
    if part is None:
        return Text(zh="数据库拒绝", en="the database refuses")
    return Text(zh=f"缺少{part.zh}", en=f"{part.en} is missing")
