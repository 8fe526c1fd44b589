"""The liaisons say how most of the penalties were served; the newest and a few others wait."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from mingjian.district.living.cast import Cast
from mingjian.district.people import DEMO
from mingjian.effects.rules.penalty import ProcedureOfPenalty
from mingjian.effects.service.answer import answer_each
from mingjian.effects.service.given import Served
from mingjian.effects.service.waiting import Waiting, waiting

_ALL: Final = 10_000_000
_ANSWERED: Final = 85
_SIMPLE: Final = 6
_UNTOLD: Final = 2
_NEW: Final = timedelta(days=10)
_HOW: Final = ("direct", "direct", "post", "electronic", "left", "publication")


def file_services(cast: Cast, today: date) -> None:
    """Answer for every unit by its own liaison; what chance says of a record is always the same.

    Raises:
        LogUnavailable: nothing was recorded.
    """
    for unit, rows in _by_unit().items():
        given = [_served(one) for one in rows if is_answered(one, today)]
        answer_each(cast.person("liaison", unit), given)


def _by_unit() -> Mapping[str, list[Waiting]]:
    found: defaultdict[str, list[Waiting]] = defaultdict(list)
    for one in waiting(DEMO, limit=_ALL):
        found[one.unit_id].append(one)
    return found


def is_answered(one: Waiting, today: date) -> bool:
    """Whether its unit has answered: most, and none that was served only just now."""
    return _share(one.record_id, 0) < _ANSWERED and one.decided_on + _NEW <= today


def _served(one: Waiting) -> Served:
    """Of a hundred penalties a few are by simple procedure, and a few do not name the remedies."""
    procedure: ProcedureOfPenalty = "simple" if _share(one.record_id, 1) < _SIMPLE else "ordinary"
    return Served(
        record_id=one.record_id,
        served_on=one.decided_on + timedelta(days=_share(one.record_id, 2) % _NEW.days),
        procedure=procedure,
        told=_share(one.record_id, 3) >= _UNTOLD,
        how=_HOW[_share(one.record_id, 4) % len(_HOW)],
    )


def _share(record_id: UUID, place: int) -> int:
    """Of 0 to 99: the number of a record is a hash, so a byte pair of it is chance enough."""
    return int.from_bytes(record_id.bytes[2 * place : 2 * place + 2]) % 100
