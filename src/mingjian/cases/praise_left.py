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
from mingjian.effects.black_lists import on_no_black_list
from mingjian.effects.both_colours import black_since, red_entries
from mingjian.effects.views import EntryView
from mingjian.kernel.verdict import NotMet
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
    """Within the actor's reach, the longest waiting first.

    What a shield hides and a black entry that is disputed are held against nobody here either.
    """
    today = timezone.localdate()
    black = black_since(today)
    entries = red_entries(black, today, units=units_for(actor, RIGHT))
    cases = list(narrow(recognitions().filter(subject_id__in=black), actor, RIGHT, "unit_id"))
    about = {one.subject_id for one in entries} | {one.subject_id for one in cases}
    why = {one: told for one in about if (told := _why(one, today)) is not None}
    found = [*_kept(entries, black, why), *_going_on(cases, black, why)]
    return sorted(found, key=lambda one: (one.since, one.unit_id, one.list_id))


def _why(about: int, on: date) -> Text | None:
    """On which black lists it certainly is; None where it is not, or that cannot be told."""
    found = on_no_black_list(about, on)
    told = found.facts["why"] if isinstance(found, NotMet) else None
    return told if isinstance(told, Text) else None


def _kept(
    entries: Sequence[EntryView], black: Mapping[int, date], why: Mapping[int, Text]
) -> Iterator[PraiseLeft]:
    removals = Case.objects.filter(kind="removal", about="entry", closed_on=None)
    numbers = [str(one.id) for one in entries]
    open_ = dict(removals.filter(about_id__in=numbers).values_list("about_id", "pk"))
    for one in entries:
        if one.subject_id in why:
            since = max(black[one.subject_id], one.parts.term.start)
            place = (one.subject_id, one.unit_id, one.list_id, one.id, open_.get(str(one.id)))
            yield PraiseLeft(*place, since, _days(since), why[one.subject_id])


def _going_on(
    cases: Iterable[Case], black: Mapping[int, date], why: Mapping[int, Text]
) -> Iterator[PraiseLeft]:
    for one in cases:
        if one.subject_id in why:
            since = max(black[one.subject_id], one.opened_on)
            place = (one.subject_id, one.unit_id, one.about_id, None, one.pk)
            yield PraiseLeft(*place, since, _days(since), why[one.subject_id])


def _days(since: date) -> int:
    return policies().calendar().count_between(since, timezone.localdate())
