"""Who is on a list, and who was: the entries within reach, with how each stands on a day."""

from dataclasses import dataclass, replace
from datetime import date

from mingjian.accounts.actor import Actor
from mingjian.accounts.scope import narrow
from mingjian.effects.colours import colour_of
from mingjian.effects.disputed import disputed_entries
from mingjian.effects.models import Entry
from mingjian.effects.shield import shielded
from mingjian.effects.views import EntryView, entry_view
from mingjian.kernel.verdict import Met, Verdict
from mingjian.policy.schema import ListDefinition

RIGHT = "effect.read"


@dataclass(frozen=True, slots=True)
class OnRoll:
    """An entry and how it stands: in_force, ended or future.

    `disputed`: its organisation objects to it. `shielded`: nobody is told of it for the time being.
    """

    entry: EntryView
    standing: str
    disputed: bool = False
    shielded: bool = False

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
    found = [on_roll(entry_view(row), on) for row in narrow(rows, actor, RIGHT, "unit_id")]
    return marked(found, on)


def marked(rows: list[OnRoll], on: date) -> list[OnRoll]:
    """The same with their marks: a red entry is never shielded, one that ended bears none."""
    now = [one.entry for one in rows if one.standing == "in_force"]
    contested = disputed_entries([one.id for one in now], on)
    subjects = shielded([one.subject_id for one in now], on)
    hidden = {one.id for one in now if one.subject_id in subjects and colour_of(one) != "red"}
    return [
        replace(one, disputed=one.entry.id in contested, shielded=one.entry.id in hidden)
        for one in rows
    ]


def counts(actor: Actor, on: date) -> dict[str, int]:
    """How many organisations are on each list today, within the actor's reach."""
    rows = Entry.objects.filter(holds__contains=on, ended_on=None)
    found: dict[str, int] = {}
    for list_id in narrow(rows, actor, RIGHT, "unit_id").values_list("list_id", flat=True):
        found[list_id] = found.get(list_id, 0) + 1
    return found
