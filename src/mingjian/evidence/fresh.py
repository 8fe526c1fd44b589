"""Whether the log is sealed often enough for answers to leave the house (law 6)."""

from django.conf import settings
from django.db import connection

from mingjian.evidence.problems import LogNotSealed

BEAT = """
INSERT INTO evidence_heartbeat (one, at) VALUES (true, clock_timestamp())
ON CONFLICT (one) DO UPDATE SET at = excluded.at
"""


def is_fresh() -> bool:
    """Whether the sealer passed within MINGJIAN_SEAL_LIMIT_SECONDS."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT evidence_fresh(%s::integer)", [seal_limit()])
        return bool(cursor.fetchone()[0])


def require_fresh() -> None:
    """Refuse to answer while the log is not being sealed.

    Raises:
        LogNotSealed: the sealer has not passed for longer than the public setting says.
    """
    if not is_fresh():
        raise LogNotSealed(what="evidence", limit=seal_limit())


def beat() -> None:
    """Say that the sealer passed just now; the sealer says so itself, with every pass."""
    with connection.cursor() as cursor:
        cursor.execute(BEAT)


def seal_limit() -> int:
    """The public setting, in seconds."""
    return int(settings.MINGJIAN_SEAL_LIMIT_SECONDS)
