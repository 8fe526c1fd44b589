"""The stages of a submission, in the order in which they are passed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """Where a submission stands; each stage's output is a file or a row, so work resumes there."""

    RECEIVED = "received", _("已接收")
    READ = "read", _("已读取")
    VALIDATED = "validated", _("已校验")
    LINKED = "linked", _("已关联")
    POSTED = "posted", _("已入账")
    FAILED = "failed", _("未能处理")
    CANCELLED = "cancelled", _("已取消")

    @property
    def final(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self in FINAL


FINAL = frozenset({Stage.POSTED, Stage.FAILED, Stage.CANCELLED})


class Via(models.TextChoices):
    """The door by which a submission came."""

    WEB = "web", _("网页")
    API = "api", _("接口")
    CLI = "cli", _("命令行")


class FileKind(models.TextChoices):
    """The form of the file, told by its content."""

    XLSX = "xlsx", "xlsx"
    XLS = "xls", "xls"
    CSV = "csv", "csv"
    JSON = "json", "json"
