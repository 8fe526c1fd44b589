"""Whether anything of an item was sent before: nothing is looked up in an empty ledger."""

from mingjian.intake.models import Submission
from mingjian.intake.stage import Stage


def anything_posted(item: str) -> bool:
    """Whether any file of the item was ever posted."""
    return Submission.objects.filter(item=item, stage=Stage.POSTED).exists()
