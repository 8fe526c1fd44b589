"""The job that follows postings has passed."""

from ledger.deliveries import START
from mingjian.effects.follow import Followup, follow
from mingjian.intake.sent import Posted


def followed(submission_id: int) -> Followup:
    """Of that submission, as if it had been posted at once and nobody had been asked anything."""
    return follow(Posted(submission_id, START))
