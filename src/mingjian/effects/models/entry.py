"""The table of list entries."""

from typing import ClassVar

from django.db import models

from mingjian.effects.models.effect import Gated


class Entry(Gated):
    """An organisation on a red, black or watch list (名单)."""

    list_id = models.TextField("名单")
    source_record = models.UUIDField("来源记录", null=True, help_text="归集、接收的名单须有来源")
    source_submission = models.BigIntegerField("来源批次", null=True)
    case_id = models.BigIntegerField("案件", null=True)

    class Meta(Gated.Meta):
        verbose_name = verbose_name_plural = "名单记录"
        indexes: ClassVar = [
            *Gated.Meta.indexes,
            models.Index(fields=["list_id", "-id"], name="effects_entry_list"),
        ]
