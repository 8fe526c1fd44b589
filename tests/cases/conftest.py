"""The packs with the sample procedures, for every test of the room that wants a database."""

from collections.abc import Iterator

import pytest

from cases.world import determination, objection, packs, review
from mingjian.policy.resolve import Policies


@pytest.fixture
def sample_packs() -> Iterator[Policies]:
    with packs(objection(), determination(), review()) as known:
        yield known
