"""Bulk work from the command line: done here, or waited for."""

import time
from collections.abc import Callable
from typing import Any

from mingjian.bulk.kind import Kind
from mingjian.bulk.view import under_way

LOOK_SECONDS = 0.3


def worked(kind: Kind[Any], run: Callable[[int], None], number: int) -> None:
    """Do the work here, or wait for the worker of a running site that was quicker to take it."""
    run(number)
    while under_way(kind, number):
        time.sleep(LOOK_SECONDS)
        run(number)
