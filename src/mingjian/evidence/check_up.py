"""A verification of the whole log; what it found is itself logged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from mingjian.evidence.append import append
from mingjian.evidence.faults import Fault
from mingjian.evidence.read import EntryView, entries
from mingjian.evidence.verify import verify_log

ASKED: Final = "log.verification_asked"
FOUND: Final = "log.verified"
SHOWN: Final = 20
"""Faults kept with the result; a log that is broken throughout has as many as entries."""


@dataclass(frozen=True, slots=True)
class CheckUp:
    """What a verification found: `size` entries, `faults` in all, the first of them named."""

    entry: int
    at: datetime
    size: int
    witness: int | None
    seconds: float
    faults: int
    named: tuple[Fault, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return self.faults == 0


def carry_out(actor: str) -> CheckUp:
    """Verify the whole log now and log what was found."""
    report = verify_log()
    body = {
        "entries": report.entries,
        "faults": len(report.faults),
        "named": [[f.kind, f.position, f.detail] for f in report.faults[:SHOWN]],
        "seconds": round(report.seconds, 1),
        "witness": report.witness,
    }
    append(FOUND, actor=actor, body=body)
    return _view(entries(kind=FOUND, limit=1)[0])


def last() -> CheckUp | None:
    """The latest result, or None when nobody ever asked."""
    found = entries(kind=FOUND, limit=1)
    return _view(found[0]) if found else None


def under_way() -> bool:
    """Whether one was asked for after the latest result."""
    asked, found = entries(kind=ASKED, limit=1), entries(kind=FOUND, limit=1)
    return bool(asked) and (not found or found[0].id < asked[0].id)


def _view(found: EntryView) -> CheckUp:
    body: Mapping[str, Any] = found.body
    named = tuple(Fault(*fault) for fault in body["named"])
    seen = (body["witness"], body["seconds"], body["faults"])
    return CheckUp(found.id, found.at, body["entries"], *seen, named)
