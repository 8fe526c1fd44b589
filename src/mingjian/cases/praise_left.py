"""Praise of organisations that are on a black list: what a unit has still to see to, since when."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.accounts.scope import narrow, units_for
from mingjian.cases.models import Case
from mingjian.cases.praised import recognitions
from mingjian.cases.reach import RIGHT
from mingjian.effects.both_colours import Blacklisted, blacklisted, red_entries
from mingjian.effects.views import EntryView
from mingjian.policy.schema.base import Text
from mingjian.policy.standing import policies


@dataclass(frozen=True, slots=True)
class PraiseLeft:
    """A red entry (`entry_id`), or a recognition that goes on, of who is on a black list.

    `case_id`: the recognition, or the removal that is open already. `since`: the first day of both;
    `days`: the working days since then; the sources name no deadline. `why`: on which black lists.
    """

    subject_id: int
    unit_id: str
    list_id: str
    entry_id: int | None
    case_id: int | None
    since: date
    days: int
    why: Text


def praise_left(actor: Actor) -> list[PraiseLeft]:
    """Within the actor's reach, the longest waiting first; in a few statements, however many.

    What a shield hides and a black entry that is disputed are held against nobody here either.
    """
    today = timezone.localdate()
    black = blacklisted(today)
    entries = red_entries(black, today, units=units_for(actor, RIGHT))
    cases = narrow(recognitions().filter(subject_id__in=black), actor, RIGHT, "unit_id")
    found = [*_kept(entries, black), *_going_on(cases, black)]
    return sorted(found, key=lambda one: (one.since, one.unit_id, one.list_id))


def _kept(entries: Sequence[EntryView], black: Mapping[int, Blacklisted]) -> Iterator[PraiseLeft]:
    removals = Case.objects.filter(kind="removal", about="entry", closed_on=None)
    numbers = [str(one.id) for one in entries]
    open_ = dict(removals.filter(about_id__in=numbers).values_list("about_id", "pk"))
    for one in entries:
        held = black[one.subject_id]
        since = max(held.since, one.parts.term.start)
        place = (one.subject_id, one.unit_id, one.list_id, one.id, open_.get(str(one.id)))
        yield PraiseLeft(*place, since, _days(since), held.why)


def _going_on(cases: Iterable[Case], black: Mapping[int, Blacklisted]) -> Iterator[PraiseLeft]:
    for one in cases:
        held = black[one.subject_id]
        since = max(held.since, one.opened_on)
        place = (one.subject_id, one.unit_id, one.about_id, None, one.pk)
        yield PraiseLeft(*place, since, _days(since), held.why)


def _days(since: date) -> int:
    return policies().calendar().count_between(since, timezone.localdate())
