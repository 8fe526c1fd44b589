"""Where a batch check stands."""

from typing import Final

from django.db import models

KINDS: Final = ("xlsx", "xls", "csv")


class Stage(models.TextChoices):
    """A batch goes from received over running to one of the three ends."""

    RECEIVED = "received", "已接收"
    RUNNING = "running", "核查中"
    DONE = "done", "已完成"
    FAILED = "failed", "无法核查"
    CANCELLED = "cancelled", "已取消"


FINAL: Final = frozenset({Stage.DONE, Stage.FAILED, Stage.CANCELLED})
