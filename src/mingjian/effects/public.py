"""What may be shown to everybody on a day: published decisions and entries of organisations."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection

from mingjian.effects.public_sql import COUNTS, ROWS
from mingjian.kernel.uscc_tables import SubjectClass
from mingjian.policy.schema.base import Text

# An individual business (个体工商户) is a natural person in law, and its name is often a person's:
# no law of the packs says that it may stand on a public page, so it does not (law 3).
PUBLIC_KINDS: Final = frozenset(SubjectClass) - {SubjectClass.INDIVIDUAL_BUSINESS}
KINDS: Final = ("penalty", "black", "watch", "red")
_TEXTS: Final = slice(10, 16)


@dataclass(frozen=True, slots=True)
class PublicEffect:
    """One thing on a public page. `kind`: penalty, or the colour of its list.

    `document`, `decided_on`: of the decision. `until`: the first day without it; None: when what
    `until_when` says has come about. `about`, `target`: what an objection or repair names.
    """

    kind: str
    list_id: str
    id: int
    subject_id: int
    unit_id: str
    basis: str
    document: str
    decided_on: date
    since: date
    until: date | None
    until_when: Text | None
    exit: Text
    remedy: Text
    about: str
    target: str
    code: str
    name: str
    disputed: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of it: of a kind, a unit, a list (all when empty), of some subjects (None: of all)."""

    kind: str = ""
    unit_id: str = ""
    list_id: str = ""
    about: Collection[int] | None = None


def public_effects(on: date, wanted: Wanted, *, most: int) -> list[PublicEffect]:
    """What may be shown on the day, the latest first, at most so many.

    Nothing repaired, withdrawn, shielded, over, not yet begun or not published; no persons.
    """
    return [_view(row) for row in _ask(ROWS, on, wanted, most)]


def public_counts(on: date, wanted: Wanted) -> dict[str, int]:
    """How much of each kind may be shown on the day; every kind is named."""
    return dict.fromkeys(KINDS, 0) | {str(row[0]): int(row[1]) for row in _ask(COUNTS, on, wanted)}


def _ask(query: str, on: date, wanted: Wanted, most: int = 0) -> list[tuple[Any, ...]]:
    about = None if wanted.about is None else list(wanted.about)
    facts: dict[str, Any] = {
        "on": on,
        "kinds": [kind.value for kind in PUBLIC_KINDS],
        "about": about,
    }
    facts |= {"kind": wanted.kind, "unit": wanted.unit_id, "list": wanted.list_id}
    if query is ROWS:
        facts["most"] = most
    with connection.cursor() as cursor:
        cursor.execute(query, facts)
        return list(cursor.fetchall())


def _view(row: tuple[Any, ...]) -> PublicEffect:
    until_zh, until_en, exit_zh, exit_en, remedy_zh, remedy_en = row[_TEXTS]
    columns: Any = (
        *row[: _TEXTS.start],
        Text(zh=until_zh, en=until_en) if until_zh else None,
        Text(zh=exit_zh, en=exit_en),
        Text(zh=remedy_zh, en=remedy_en),
        *row[_TEXTS.stop :],
    )
    return PublicEffect(*columns)
