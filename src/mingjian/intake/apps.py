"""The room as a Django app."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Submissions, their rows' questions and their progress."""

    name = "mingjian.intake"
    label = "intake"
    verbose_name = "归集"
