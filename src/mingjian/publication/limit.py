"""How much one visitor may ask of the portal: so much at once, then so much a minute.

A leaky bucket kept as one moment (GCRA): the moment at which all that was asked for is paid off.
One statement asks and writes, so all processes of the web share it and none can be overtaken.
"""

from datetime import timedelta
from math import ceil
from typing import Any, Final

from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from mingjian.publication.models import Visitor
from mingjian.publication.problems import TooMuchAsked

MINUTE: Final = timedelta(minutes=1)
_DIGITS: Final = 32
_ASK: Final = """
INSERT INTO publication_visitor AS v (who, paid_until) VALUES (%(who)s, now() + %(price)s::interval)
ON CONFLICT (who) DO UPDATE SET paid_until = greatest(v.paid_until, now()) + %(price)s::interval
WHERE greatest(v.paid_until, now()) + %(price)s::interval <= now() + %(most)s::interval
RETURNING who
"""
_WAIT: Final = """
SELECT extract(epoch FROM paid_until + %(price)s::interval - now() - %(most)s::interval)
FROM publication_visitor WHERE who = %(who)s
"""


def ask(visitor: str, cost: int, a_minute: int) -> None:
    """Count `cost` requests of the visitor, of `a_minute` that are served; none: no limit.

    What costs more than a minute's worth costs a minute's worth, so that it can be had at all.

    Raises:
        TooMuchAsked: nothing was counted; the fact `seconds` says when to come again.
    """
    if a_minute <= 0:
        return
    # Whole microseconds, rounded down: a minute's worth of them is never more than a minute.
    price = min(cost, a_minute) * (MINUTE // a_minute)
    facts: dict[str, Any] = {"who": _digest(visitor), "price": price, "most": MINUTE}
    with connection.cursor() as cursor:
        cursor.execute(_ASK, facts)
        if cursor.fetchone() is None:
            cursor.execute(_WAIT, facts)
            wait = cursor.fetchone()
            raise TooMuchAsked(seconds=max(1, ceil(wait[0])) if wait else 1)


def forget() -> int:
    """Forget everybody whose requests count no more; how many."""
    return Visitor.objects.filter(paid_until__lt=timezone.now()).delete()[0]


def _digest(visitor: str) -> str:
    return salted_hmac("mingjian.publication", visitor, algorithm="sha256").hexdigest()[:_DIGITS]
