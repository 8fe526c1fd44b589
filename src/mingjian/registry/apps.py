"""The registry room as a Django app."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Subjects, codes, names, successors."""

    name = "mingjian.registry"
    label = "registry"
    verbose_name = "主体库"
    default_auto_field = "django.db.models.BigAutoField"
