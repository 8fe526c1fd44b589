"""JSON whose text stays as given."""

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class GivenJson(models.TextField):  # type: ignore[type-arg]  # not generic at run time
    """PostgreSQL's `json`: the text stays as given, so its digest can be computed again."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:  # noqa: ARG002 - Django's own signature
        """The column's type."""
        return "json"
