"""The publication room as a Django app."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """The public portal: what everybody may see."""

    name = "mingjian.publication"
    label = "publication"
    verbose_name = "信用公示"
