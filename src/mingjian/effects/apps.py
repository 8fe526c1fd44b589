"""The effects room as a Django app."""

from django.apps import AppConfig


class EffectsConfig(AppConfig):
    """What is in force for a subject: decisions, adverse information, entries, measures."""

    name = "mingjian.effects"
    label = "effects"
    verbose_name = "信用效果"
    default_auto_field = "django.db.models.BigAutoField"
