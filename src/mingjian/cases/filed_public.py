"""Show an entry that was filed with its issuer's document to everybody: the issuer published it."""

from datetime import date

from django.db import transaction

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import require
from mingjian.cases.filing import RIGHT
from mingjian.cases.problems import NotPublishedHere, PlaceMissing
from mingjian.effects.announce import announce, announced_on
from mingjian.effects.enter import entry
from mingjian.effects.problems import AlreadyOver, AlreadyThere
from mingjian.effects.views import EntryView
from mingjian.papers.read import paper
from mingjian.policy.problems import UnknownList
from mingjian.policy.schema import ListDefinition
from mingjian.policy.standing import policies


@transaction.atomic
def publish_filed(entry_id: int, on: date, where: str, actor: Actor) -> EntryView:
    """Say that the issuer published the entry on a day, and where; so it is public here as well.

    Raises:
        NoSuchEffect: there is no such entry.
        UnderRule: the right to propose is not held in the unit that filed it.
        NotPublishedHere: a case publishes it, or no pack says that its issuer publishes.
        AlreadyOver, AlreadyThere: it has ended, or is public already.
        PlaceMissing: it does not say where.
        GateShut: the day is before the decision or in the future.
        LogUnavailable: nothing was published.
    """
    found = entry(entry_id)
    require(actor, RIGHT, unit_id=found.unit_id)
    publishable(found)
    if not where.strip():
        raise PlaceMissing
    announce([found.id], on, actor=actor.id, where=where.strip())
    return found


def publishable(found: EntryView) -> ListDefinition:
    """The list of a filed entry that is not over and not public yet, when its issuer publishes.

    Raises:
        NotPublishedHere, AlreadyOver, AlreadyThere: as `publish_filed`.
    """
    listing = _listing(found)
    if found.case_id is not None or listing is None or listing.published_by != "issuer":
        title = listing.title if listing else None
        raise NotPublishedHere(
            list=title.zh if title else found.list_id, list_en=title.en if title else found.list_id
        )
    if found.end is not None:
        raise AlreadyOver(what=str(found.id))
    if announced_on(found.id) is not None:
        raise AlreadyThere
    return listing


def _listing(found: EntryView) -> ListDefinition | None:
    """As it was on the day of the decision."""
    signed = paper(found.parts.decision).signed_on or found.parts.term.start
    try:
        return policies().listing(found.list_id, signed)
    except UnknownList:
        return None
