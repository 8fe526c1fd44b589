"""The checks room as a Django app."""

from django.apps import AppConfig


class ChecksConfig(AppConfig):
    """Credit checks and what was decided after them."""

    name = "mingjian.checks"
    label = "checks"
    verbose_name = "信用核查"
    default_auto_field = "django.db.models.BigAutoField"
