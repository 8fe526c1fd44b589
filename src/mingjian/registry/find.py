"""Who a subject is: by code, by number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils.timezone import localdate

from mingjian.kernel.uscc import examine


@dataclass(frozen=True, slots=True)
class Successor:
    """Who took over from a subject, when and why; or from whom it took over."""

    subject_id: int
    code: str
    name: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class NameView:
    """A name and its days: from the first (None: not known) up to but without the last."""

    name: str
    use: str
    held_from: date | None
    held_until: date | None


@dataclass(frozen=True, slots=True)
class SubjectView:
    """A subject as known: `code` and `name` are those of the day asked for.

    Empty text and None mean not known. `names` holds every name, the newest first.
    """

    subject_id: int
    code: str
    name: str
    kind: str
    status: str
    division: str
    town: str
    industry: str
    address: str
    registered_on: date | None
    origin: str
    names: tuple[NameView, ...]
    codes: tuple[str, ...]
    successors: tuple[Successor, ...]
    predecessors: tuple[Successor, ...]

    @property
    def former_names(self) -> tuple[str, ...]:
        """The names it had before, the newest first."""
        return tuple(view.name for view in self.names if view.use == "former")


_TOOK_OVER = """(SELECT coalesce(json_agg(json_build_array(t.{other},
      (SELECT c.code FROM registry_subjectcode c WHERE c.subject_id = t.{other}
        ORDER BY c.flag = 'in_use' DESC, c.code LIMIT 1),
      (SELECT n.name FROM registry_subjectname n WHERE n.subject_id = t.{other}
        AND n.use = 'current'), t."on", t.reason) ORDER BY t."on", t.id), '[]')
    FROM registry_succession t WHERE t.{own} = s.id)"""
# One round trip: the subject, its code and name of the day, and its histories as JSON.
_QUERY = """
SELECT s.id,
  coalesce((SELECT c.code FROM registry_subjectcode c WHERE c.subject_id = s.id
    AND c.held @> %(on)s::date ORDER BY c.code = %(code)s::text DESC, c.flag = 'in_use' DESC, c.code
    LIMIT 1), %(code)s::text, ''),
  coalesce((SELECT n.name FROM registry_subjectname n WHERE n.subject_id = s.id
    AND n.use <> 'alias' AND n.held @> %(on)s::date ORDER BY n.use LIMIT 1), ''),
  s.kind, s.status, s.division, s.town, s.industry, s.address, s.registered_on, s.origin,
  (SELECT coalesce(json_agg(json_build_array(n.name, n.use, lower(n.held), upper(n.held))
    ORDER BY upper(n.held) DESC NULLS FIRST, n.use, n.id), '[]')
    FROM registry_subjectname n WHERE n.subject_id = s.id),
  (SELECT coalesce(json_agg(c.code ORDER BY c.flag = 'in_use' DESC, c.code), '[]')
    FROM registry_subjectcode c WHERE c.subject_id = s.id),
  {after},
  {before}
FROM registry_subject s
""".format(  # noqa: S608 - fixed text
    after=_TOOK_OVER.format(other="successor_id", own="predecessor_id"),
    before=_TOOK_OVER.format(other="predecessor_id", own="successor_id"),
)
_BY_CODE = f"""{_QUERY} WHERE s.id = (SELECT c.subject_id FROM registry_subjectcode c
  WHERE c.code = %(code)s::text AND c.held @> %(on)s::date)"""  # noqa: S608 - fixed text
_BY_NUMBER = _QUERY + " WHERE s.id = %(subject_id)s::bigint"
_BY_NUMBERS = _QUERY + " WHERE s.id = ANY (%(numbers)s::bigint[])"


def by_code(code: str, on: date | None = None) -> SubjectView | None:
    """The subject that held `code` on that day (today when None), named as on that day."""
    report = examine(code)
    if not report.valid:
        return None
    return _ask(_BY_CODE, {"code": report.code, "on": on or localdate()})


def subject(subject_id: int, on: date | None = None) -> SubjectView | None:
    """The subject of that number, named as on that day (today when None)."""
    return _ask(_BY_NUMBER, {"subject_id": subject_id, "code": None, "on": on or localdate()})


def subjects(numbers: Iterable[int]) -> dict[int, SubjectView]:
    """The subjects of these numbers, named as today; unknown ones are left out."""
    asked = {"numbers": sorted(set(numbers)), "code": None, "on": localdate()}
    with connection.cursor() as cursor:
        cursor.execute(_BY_NUMBERS, asked)
        return {row[0]: _view(row) for row in cursor.fetchall()}


def _ask(query: str, facts: dict[str, Any]) -> SubjectView | None:
    with connection.cursor() as cursor:
        cursor.execute(query, facts)
        row = cursor.fetchone()
    return None if row is None else _view(row)


def _view(row: tuple[Any, ...]) -> SubjectView:
    names, codes, successors, predecessors = row[-4:]
    columns: Any = (
        *row[:-4],
        tuple(NameView(name, use, _day(start), _day(end)) for name, use, start, end in names),
        tuple(codes),
        tuple(_successor(*parts) for parts in successors),
        tuple(_successor(*parts) for parts in predecessors),
    )
    return SubjectView(*columns)


def _successor(number: int, code: str | None, name: str | None, on: str, reason: str) -> Successor:
    return Successor(number, code or "", name or "", date.fromisoformat(on), reason)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
