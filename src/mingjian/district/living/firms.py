"""Which organisations the stories are about: made-up ones, always the same for equal plans."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from mingjian.district.codes import DIVISION
from mingjian.district.dice import Shuffle
from mingjian.district.living.problems import NotMadeUp
from mingjian.district.names import MARK
from mingjian.district.population import CLASSES, Population
from mingjian.kernel.uscc_tables import SubjectClass
from mingjian.registry.find import SubjectView, by_code

_OLDER_THAN = timedelta(days=730)
_ACTIVE = "存续"
_DIVISION_AT = slice(2, 8)


def firms(population: Population, today: date) -> Iterator[SubjectView]:
    """Enterprises that are active and older than any story, in an order of chance.

    Raises:
        NotMadeUp: an organisation that might be real; nothing is ever said about it.
    """
    first, size = _enterprises(population)
    order = Shuffle.of(size, population.dice.seed, "living").rank(np.arange(size, dtype=np.int64))
    for code in population.codes(first + order).to_numpy(zero_copy_only=False):
        found = by_code(code, today)
        if found is not None and _fits(found, today):
            yield require_made_up(found)


def require_made_up(firm: SubjectView) -> SubjectView:
    """The organisation, if its code is of the unassigned division and its name says 示例.

    Raises:
        NotMadeUp: otherwise.
    """
    if firm.code[_DIVISION_AT] != DIVISION or MARK not in firm.name:
        raise NotMadeUp(code=firm.code)
    return firm


def _enterprises(population: Population) -> tuple[int, int]:
    place = CLASSES.index(SubjectClass.ENTERPRISE)
    return int(population.starts[place]), population.counts[SubjectClass.ENTERPRISE]


def _fits(firm: SubjectView, today: date) -> bool:
    old = firm.registered_on is not None and firm.registered_on <= today - _OLDER_THAN
    return old and firm.status.startswith(_ACTIVE)
