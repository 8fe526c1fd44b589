"""What the database touches to answer: counted, so that no test has to tell the time."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True)
class Touched:
    """How many blocks, and through which indexes."""

    blocks: int
    indexes: frozenset[str]


def touched(deed: Callable[[], object]) -> Touched:
    """Of the one statement that the deed asks."""
    with CaptureQueriesContext(connection) as seen:
        deed()
    (query,) = seen.captured_queries
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {query['sql']}")
        plan = cursor.fetchone()[0]
    (told,) = plan if isinstance(plan, list) else json.loads(plan)
    top = told["Plan"]
    names = frozenset(str(node["Index Name"]) for node in _nodes(top) if "Index Name" in node)
    return Touched(top["Shared Hit Blocks"] + top["Shared Read Blocks"], names)


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for below in node.get("Plans", ()):
        yield from _nodes(below)
