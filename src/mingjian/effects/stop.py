"""Stop all that stands and falls with a thing: publication, information, entry, measures."""

from dataclasses import dataclass
from typing import Final

from mingjian.effects.ending import end_all
from mingjian.effects.models import Adverse, Entry, Measure, Publication
from mingjian.effects.receivers import belongings
from mingjian.effects.target import End, Target, TargetKind

_NUMBERED: Final[dict[TargetKind, tuple[type[Adverse | Entry | Measure], str]]] = {
    "measure": (Measure, "measure.lifted"),
    "entry": (Entry, "entry.ended"),
    "adverse": (Adverse, "adverse.ended"),
}


@dataclass(frozen=True, slots=True)
class Stopped:
    """How much of each stopped."""

    publications: int
    adverse: int
    entries: int
    measures: int

    def __bool__(self) -> bool:
        """Whether anything did."""
        return any((self.publications, self.adverse, self.entries, self.measures))

    def told(self) -> dict[str, object]:
        """The counts, for the log."""
        return {
            "publications": self.publications,
            "adverse": self.adverse,
            "entries": self.entries,
            "measures": self.measures,
        }


def stop(target: Target, end: End) -> Stopped:
    """Stop it from `end.on` on, each thing with its own log entry, in the caller's transaction.

    Raises:
        GateShut: the end has no reason or basis.
        LogUnavailable: roll back.
    """
    whole = {target, *belongings(target)}
    measures, entries, adverse = (_ended(kind, whole, end) for kind in _NUMBERED)
    records = Publication.objects.filter(record_id__in=_ids("record", whole))
    return Stopped(
        len(end_all(records, end, kind="publication.stopped")), adverse, entries, measures
    )


def _ended(kind: TargetKind, whole: set[Target], end: End) -> int:
    model, logged = _NUMBERED[kind]
    rows = model._default_manager.filter(pk__in=_ids(kind, whole))  # noqa: SLF001 - Django's own name
    return len(end_all(rows, end, kind=logged))


def _ids(kind: TargetKind, whole: set[Target]) -> list[str]:
    return [one.id for one in whole if one.kind == kind]
