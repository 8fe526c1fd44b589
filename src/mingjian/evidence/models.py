"""Tables of the log: entries, their places in the tree, the tree, and what was signed over it.

Nothing here is written through the ORM: entries come by `append`, the rest by the sealer. Triggers
refuse every change of a row that stands (migration 0002), also to the owner of the tables.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

KIND = r"^[a-z][a-z0-9_]*([.-][a-z0-9_]+)*$"
ACTOR = r"^(user|client|system):[^\s]+$"


class TransactionId(models.Field):  # type: ignore[type-arg]  # generic in its stubs only
    """A 64-bit transaction number (xid8), which never wraps around."""

    def db_type(self, connection: object) -> str:  # noqa: ARG002 - Django's own signature
        """The column type; the project runs on PostgreSQL alone."""
        return "xid8"


class EntryRow(models.Model):
    """What happened, who did it, about whom. Time and transaction are set by the database."""

    id = models.BigAutoField("编号", primary_key=True)
    xid = TransactionId("事务号")
    at = models.DateTimeField("时间")
    kind = models.TextField("种类", help_text="如 check.asked")
    actor = models.TextField("行为人", help_text="user:<账号> / client:<系统> / system:<作业>")
    subject_id = models.BigIntegerField("主体", null=True)
    body = models.TextField("内容", help_text="规范化 JSON 文本")

    class Meta:
        db_table = "evidence_entry"
        verbose_name = verbose_name_plural = "日志条目"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["xid", "id"], name="evidence_entry_xid"),
            models.Index(
                fields=["subject_id", "id"],
                name="evidence_entry_subject",
                condition=Q(subject_id__isnull=False),
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(kind__regex=KIND), name="evidence_entry_kind"),
            models.CheckConstraint(condition=Q(actor__regex=ACTOR), name="evidence_entry_actor"),
            models.CheckConstraint(condition=Q(body__startswith="{"), name="evidence_entry_body"),
        ]


class PositionRow(models.Model):
    """The place of an entry in the tree, given once by the sealer, with its leaf hash.

    No foreign key: it would cost more than the sealing, and verification proves more than it could.
    """

    position = models.BigIntegerField("位置", primary_key=True)
    entry_id = models.BigIntegerField("条目编号", unique=True)
    leaf = models.BinaryField("叶哈希")

    class Meta:
        db_table = "evidence_position"
        verbose_name = verbose_name_plural = "日志位置"


class NodeRow(models.Model):
    """The hash of a complete subtree; kept for every eighth level, as tiles need them."""

    pk = models.CompositePrimaryKey("level", "place")
    level = models.SmallIntegerField("层")
    place = models.BigIntegerField("序号")
    hash = models.BinaryField("哈希")

    class Meta:
        db_table = "evidence_node"
        verbose_name = verbose_name_plural = "树节点"


class SealRow(models.Model):
    """A signed root over the first `size` entries, and the snapshot that chose them."""

    size = models.BigIntegerField("条目数", primary_key=True)
    root = models.BinaryField("根哈希")
    at = models.DateTimeField("封存时间")
    snapshot = models.TextField("快照", help_text="pg_snapshot: 该次封存可见的事务")
    cluster = models.BigIntegerField("数据库实例", help_text="恢复到别处后事务号不再可比")
    note = models.TextField("签名检查点", help_text="C2SP signed note")

    class Meta:
        db_table = "evidence_seal"
        verbose_name = verbose_name_plural = "封存"


class HeartbeatRow(models.Model):
    """When the sealer last passed: the one row of this room that changes."""

    one = models.BooleanField("唯一", primary_key=True, default=True)
    at = models.DateTimeField("时间")

    class Meta:
        db_table = "evidence_heartbeat"
        verbose_name = verbose_name_plural = "封存心跳"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(one=True), name="evidence_heartbeat_one")
        ]


class KeyRow(models.Model):
    """The key of one person's content in one quarter; destroying it erases the content."""

    id = models.BigAutoField("编号", primary_key=True)
    owner = models.TextField("所属人", help_text="不透明标识，不写姓名和证件号")
    segment = models.TextField("时段", help_text="如 2026Q4")
    secret = models.BinaryField("密钥", null=True)
    made_at = models.DateTimeField("生成时间")
    destroyed_at = models.DateTimeField("销毁时间", null=True)

    class Meta:
        db_table = "evidence_key"
        verbose_name = verbose_name_plural = "内容密钥"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["owner", "segment"],
                condition=Q(destroyed_at__isnull=True),
                name="evidence_key_live",
            ),
            models.CheckConstraint(
                condition=Q(secret__isnull=True, destroyed_at__isnull=False)
                | Q(secret__isnull=False, destroyed_at__isnull=True),
                name="evidence_key_gone",
            ),
        ]
