"""The cases room as a Django app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Procedures with clocks."""

    name = "mingjian.cases"
    label = "cases"
    verbose_name = "程序"
    default_auto_field = "django.db.models.BigAutoField"
