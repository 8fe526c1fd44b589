"""The publication room as a Django app."""

from django.apps import AppConfig

from mingjian.ledger.changed import changed


class PublicationConfig(AppConfig):
    """The public portal: what everybody may see."""

    name = "mingjian.publication"
    label = "publication"
    verbose_name = "信用公示"

    def ready(self) -> None:
        """From now on a licence that is put right is found by what it says now."""
        from mingjian.publication.follow import put_right  # noqa: PLC0415 - models come before

        changed.connect(put_right, dispatch_uid="publication.directory")
