"""What goes into the ledger at once, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mingjian.kernel.period import Period


@dataclass(frozen=True, slots=True)
class Incoming:
    """One row on its way into the ledger; `row_no` is the sender's own."""

    record_id: UUID
    subject_id: int
    valid: Period
    row_no: int
    payload: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Posting:
    """From where rows come and when they were posted: it stands on each of their versions.

    `posted_at` (aware) begins what we know. `reopen` lets rows bring back withdrawn records; a
    routine delivery must not, for the department's own system may not know of the withdrawal.
    """

    submission_id: int
    item: str
    unit_id: str
    edition_id: str
    actor: str
    posted_at: datetime
    reopen: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the rows: new + changed + unchanged is all of them.

    `withdrawn` of the unchanged belong to withdrawn records and were left so.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    withdrawn: int = 0
