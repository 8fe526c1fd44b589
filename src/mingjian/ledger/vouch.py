"""The log's entries about posted rows: one per chunk, so that no row can be changed unnoticed."""

from collections.abc import Collection
from dataclasses import asdict
from typing import Final

from mingjian.evidence.append import Entry, append_many
from mingjian.ledger.parts import Seal
from mingjian.ledger.posting import Posting

KIND: Final = "records.posted"


def vouch(seals: Collection[Seal], posting: Posting) -> None:
    """Logs the chunks of a posting.

    Raises:
        LogUnavailable: the log could not be written; the transaction must not go on.
    """
    source = {
        "submission": posting.submission_id,
        "item": posting.item,
        "posted_at": posting.posted_at.isoformat(),
        "chunks": len(seals),
    }
    append_many(Entry(KIND, posting.actor, source | asdict(seal)) for seal in seals)
