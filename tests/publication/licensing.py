"""Made-up licences (division 330299, names marked 示例), posted and followed."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from intake import letters
from ledger.deliveries import posting
from mingjian.intake.sent import Posted
from mingjian.kernel.period import Period
from mingjian.ledger.identity import record_id
from mingjian.ledger.post import post
from mingjian.ledger.posting import Incoming
from mingjian.publication.follow import follow
from papers.making import ago, subject
from registry.register import code

UNIT = letters.MARKET
PERSON, CARD = "示例某人", "330299199001010000"


def payload(key: str, who: int = 1, prefix: str = "91", **changes: Any) -> dict[str, Any]:
    """A licence of thirty days ago, whose form names a person."""
    plain = {
        "XK_XDR_MC": f"示例{who}号有限公司",
        "XK_XDR_SHXYM": code(who, prefix),
        "XK_FRDB": PERSON,
        "XK_FR_SFZH": CARD,
        "XK_XKWS": "示例许可决定书",
        "XK_WSH": key,
        "XK_XKLB": "普通",
        "XK_NR": f"{PERSON}从事示例经营活动",
        "XK_JDRQ": ago(30).isoformat(),
        "XK_XKJG": "示例局",
        "XK_ZT": "1",
    }
    return plain | changes


def licensed(  # noqa: PLR0913 - of a test
    key: str,
    *,
    who: int = 1,
    prefix: str = "91",
    since: date | None = None,
    until: date | None = None,
    submission: int = 1,
    unit: str = UNIT,
    **changes: Any,
) -> UUID:
    """A licence of the organisation of that number, posted: its record. `until`: without it."""
    number = record_id("licence", [key])
    held = Period(since or ago(30), until)
    given = payload(key, who, prefix, **changes)
    row = Incoming(number, subject(who, prefix), held, 1, given)
    at = timezone.now()
    posted = replace(posting(submission_id=submission), item="licence", unit_id=unit, posted_at=at)
    post([row], posted)
    return number


def followed(submission: int = 1) -> int:
    """The job has passed."""
    return follow(Posted(submission, timezone.now()))
