"""Where a piece of bulk work stands."""

from typing import Final

from django.db import models


class Stage(models.TextChoices):
    """It goes from received over running to one of the three ends."""

    RECEIVED = "received", "已接收"
    RUNNING = "running", "处理中"
    DONE = "done", "已完成"
    FAILED = "failed", "无法处理"
    CANCELLED = "cancelled", "已取消"


FINAL: Final = frozenset({Stage.DONE, Stage.FAILED, Stage.CANCELLED})
