"""Whom a thing is about, and which unit made or delivered it."""

from dataclasses import dataclass

from django.db import connection

from mingjian.effects.problems import NoSuchEffect
from mingjian.effects.target import Target


@dataclass(frozen=True, slots=True)
class Whose:
    """The subject it is about; the unit that decided it, or delivered the record."""

    subject_id: int
    unit_id: str


def whose(target: Target) -> Whose:
    """Whom the target is about, and whose it is.

    Raises:
        NoSuchEffect: there is no such thing.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT about, unit FROM effects_whose(%s::text, %s::text)", [target.kind, target.id]
        )
        about, unit = cursor.fetchone()
    if about is None:
        raise NoSuchEffect(what=f"{target.kind} {target.id}")
    return Whose(int(about), unit)
