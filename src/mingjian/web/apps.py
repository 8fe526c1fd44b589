"""The screens as a Django app; it has templates, static files and texts, and no tables."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    """The top floor: everything a person sees."""

    name = "mingjian.web"
    label = "web"
    verbose_name = _("界面")
