"""What may be decided after a check."""

from typing import Final

from django.db import models

from mingjian.policy.schema.base import Text


class Outcome(models.TextChoices):
    """What the asker decided. The answer to a check never decides by itself."""

    APPROVED = "approved", "同意办理"
    CONDITIONS = "approved_with_conditions", "附条件办理"
    EASED = "eased", "给予便利"
    REFUSED = "refused", "不予办理"
    DEFERRED = "deferred", "暂缓办理"
    NOT_USED = "not_used", "未采用核查结果"


OUTCOME_NAMES: Final[dict[Outcome, Text]] = {
    Outcome.APPROVED: Text(zh="同意办理", en="approved"),
    Outcome.CONDITIONS: Text(zh="附条件办理", en="approved with conditions"),
    Outcome.EASED: Text(zh="给予便利", en="approved with relief"),
    Outcome.REFUSED: Text(zh="不予办理", en="refused"),
    Outcome.DEFERRED: Text(zh="暂缓办理", en="put off"),
    Outcome.NOT_USED: Text(zh="未采用核查结果", en="the answer was not used"),
}
