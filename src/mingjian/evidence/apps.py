"""The evidence room as a Django app."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """The log and its proofs."""

    name = "mingjian.evidence"
    label = "evidence"
    verbose_name = "存证日志"
    default_auto_field = "django.db.models.BigAutoField"
