"""Who is on a list, and who was: the entries within reach, with how each stands on a day."""

from dataclasses import dataclass
from datetime import date

from mingjian.accounts.actor import Actor
from mingjian.accounts.scope import narrow
from mingjian.effects.in_force import in_force
from mingjian.effects.models import Entry
from mingjian.effects.views import EntryView, entry_view
from mingjian.kernel.verdict import Met, Verdict
from mingjian.policy.schema import ListDefinition

RIGHT = "effect.read"


@dataclass(frozen=True, slots=True)
class OnRoll:
    """An entry and how it stands: in_force, ended or future."""

    entry: EntryView
    standing: str

    @property
    def since(self) -> date:
        """The first day."""
        return self.entry.parts.term.start

    @property
    def until(self) -> date | None:
        """The first day without it: by what ended it, or by its term."""
        if self.entry.end is not None:
            return self.entry.end.on
        return self.entry.parts.term.end


@dataclass(frozen=True, slots=True)
class ListShown:
    """A version of a list, whether anybody may be put on it today, and how many are."""

    one: ListDefinition
    may: Verdict
    entries: int

    @property
    def open(self) -> bool:
        """Whether an entry may be made today."""
        return isinstance(self.may, Met)


def on_roll(entry: EntryView, on: date) -> OnRoll:
    """How an entry stands on a day, by its own dates."""
    term, end = entry.parts.term, entry.end
    if on < term.start:
        return OnRoll(entry, "future")
    over = (term.end is not None and term.end <= on) or (end is not None and end.on <= on)
    return OnRoll(entry, "ended" if over else "in_force")


def roll(actor: Actor, list_id: str, on: date) -> list[OnRoll]:
    """Every entry of a list within the actor's reach, the latest first."""
    rows = Entry.objects.filter(list_id=list_id).order_by("-pk")
    return [on_roll(entry_view(row), on) for row in narrow(rows, actor, RIGHT, "unit_id")]


def counts(actor: Actor, on: date) -> dict[str, int]:
    """How many organisations are on each list today, within the actor's reach."""
    rows = Entry.objects.filter(holds__contains=on, ended_on=None)
    found: dict[str, int] = {}
    for list_id in narrow(rows, actor, RIGHT, "unit_id").values_list("list_id", flat=True):
        found[list_id] = found.get(list_id, 0) + 1
    return found


def disputed(entry: EntryView, on: date) -> bool:
    """Whether the entry is marked as disputed on a day."""
    marks = in_force(entry.subject_id, on).disputed
    return any((one.kind, one.target) == ("entry", str(entry.id)) for one in marks)
