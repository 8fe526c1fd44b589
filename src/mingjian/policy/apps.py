"""The Django application of the policy room."""

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    """Policy packs and their editions."""

    name = "mingjian.policy"
    label = "policy"
    verbose_name = "政策包"
