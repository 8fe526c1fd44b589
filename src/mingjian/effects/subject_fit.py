"""Whether something new can be held against, or for, a subject at all: asked of the gate itself."""

from datetime import date

from django.db import connection

from mingjian.effects.refusals import problem_of
from mingjian.kernel.problem import Problem

_FAULT = "SELECT effects_subject_fault(%s::bigint, %s::date, %s::boolean)"


def unfit(subject_id: int, on: date, *, decided_here: bool) -> Problem | None:
    """What keeps a new entry or measure from the subject on the day; None where nothing does.

    SubjectUnclear: no code of it is in use. SubjectEnded: it is deregistered, absorbed or converted
    (asked only of what the district itself decides). Nothing of it hinders what already stands from
    ending.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FAULT, [subject_id, on, decided_here])
        (rule,) = cursor.fetchone()
    return None if rule is None else problem_of(rule)
