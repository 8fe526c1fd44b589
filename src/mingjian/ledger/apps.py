"""The ledger room as a Django app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Versions of records, withdrawals, postings."""

    name = "mingjian.ledger"
    label = "ledger"
    verbose_name = "信用记录账"
    default_auto_field = "django.db.models.BigAutoField"
