"""What becomes of a job that met a problem: what is our fault is tried again a few times."""

from collections.abc import Callable
from typing import Any, Final

from django.db import close_old_connections, connection

from mingjian.kernel.problem import Problem

MOST_ATTEMPTS: Final = 5
_BROKEN: Final = 500


def stumble(row: Any, problem: Problem, fail: Callable[[Problem], None]) -> bool:
    """Count the attempt or let the work `fail`; whether the queue must try again.

    `row` counts its `attempts`. A problem of what was sent ends the work at once.
    """
    if not connection.in_atomic_block:  # else it is the caller's, who ends his transaction
        close_old_connections()
    if problem.status >= _BROKEN:
        row.attempts += 1
        row.save(update_fields=["attempts"])
        if row.attempts < MOST_ATTEMPTS:
            return True
    fail(problem)
    return False
