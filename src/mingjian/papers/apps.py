"""The papers room as a Django app."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """Documents, notices and their service."""

    name = "mingjian.papers"
    label = "papers"
    verbose_name = "文书"
    default_auto_field = "django.db.models.BigAutoField"
