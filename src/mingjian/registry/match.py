"""Subjects that a text may mean. A code decides; a name only ever proposes (law 5)."""

from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

from django.db import connection

from mingjian.kernel.uscc import examine
from mingjian.registry.find import by_code
from mingjian.registry.names import normal
from mingjian.registry.parts import parts
from mingjian.registry.problems import NothingToSearch
from mingjian.registry.score import FORMER_NAME, SAME_NAME, features, weigh

CANDIDATES: Final = 300
_FEWEST = 2
_CHARACTERS = "string_to_array(n.normal_name, NULL)"
# The same name in any use; names with every character of the brand; names that lack one of them.
_QUERY = f"""
WITH found AS (
  (SELECT n.id FROM registry_subjectname n WHERE n.normal_name = %(name)s::text LIMIT 50)
  UNION
  (SELECT n.id FROM registry_subjectname n WHERE {_CHARACTERS} @> %(brand)s::text[]
    ORDER BY length(n.normal_name) LIMIT {CANDIDATES})
  UNION
  (SELECT n.id FROM unnest(%(nearly)s::text[]) part JOIN registry_subjectname n
    ON {_CHARACTERS} @> string_to_array(part, NULL)
    ORDER BY abs(length(n.normal_name) - length(%(name)s::text)) LIMIT {CANDIDATES})
)
SELECT n.subject_id, n.name, n.normal_name, n.use, c.code, current.name
FROM found JOIN registry_subjectname n USING (id)
LEFT JOIN registry_subjectname current
  ON current.subject_id = n.subject_id AND current.use = 'current'
LEFT JOIN LATERAL (SELECT code FROM registry_subjectcode c WHERE c.subject_id = n.subject_id
  ORDER BY c.flag = 'in_use' DESC, c.code LIMIT 1) c ON true
"""  # noqa: S608 - fixed text


@dataclass(frozen=True, slots=True)
class Match:
    """A subject that the text may mean; `decides` only for the exact valid code."""

    subject_id: int
    code: str
    name: str
    score: float
    features: dict[str, float]
    decides: bool = False


def search(text: str, limit: int = 10) -> list[Match]:
    """The best `limit` subjects for a code or a name, best first.

    Raises:
        NothingToSearch: the text holds neither a code nor two characters of a name.
    """
    if examine(text).valid:
        return _by_code(text)
    name = normal(text)
    if len(name) < _FEWEST:
        raise NothingToSearch
    best: dict[int, Match] = {}
    for match in (_match(name, row) for row in _candidates(name)):
        if match.subject_id not in best or match.score > best[match.subject_id].score:
            best[match.subject_id] = match
    return sorted(best.values(), key=lambda match: (-match.score, match.code))[:limit]


def _by_code(text: str) -> list[Match]:
    found = by_code(text)
    if found is None:
        return []
    return [Match(found.subject_id, found.code, found.name, 1.0, {"code": 1.0}, decides=True)]


def _candidates(name: str) -> list[tuple[Any, ...]]:
    brand = parts(name).brand
    facts: dict[str, Any] = {"name": name, "brand": sorted(set(brand)), "nearly": _nearly(brand)}
    with connection.cursor() as cursor:
        cursor.execute(_QUERY, facts)
        return list(cursor.fetchall())


def _nearly(brand: str) -> list[str]:
    """The brand with one character less, each in turn: finds a wrong one among three and more."""
    letters = sorted(set(brand))
    return [
        "".join(some) for some in combinations(letters, len(letters) - 1) if len(some) >= _FEWEST
    ]


def _match(name: str, row: tuple[Any, ...]) -> Match:
    subject_id, _, held, use, code, shown = row
    if held == name:
        feature = {"current": "same_name", "former": "former_name"}.get(use, "alias")
        score = SAME_NAME if use == "current" else FORMER_NAME
        return Match(subject_id, code or "", shown or row[1], score, {feature: 1.0})
    found = features(name, held)
    return Match(subject_id, code or "", shown or row[1], weigh(found), found)
