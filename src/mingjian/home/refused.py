"""Which rule of the database refused."""

from django.db import DatabaseError


def constraint_of(error: DatabaseError) -> str:
    """The name of the constraint that refused; empty when the server gave none."""
    diag = getattr(error.__cause__, "diag", None)
    return str(getattr(diag, "constraint_name", None) or "")
