"""What a case is about, in words: a record, an entry, adverse information, a measure, a subject."""

from dataclasses import dataclass
from uuid import UUID

from mingjian.effects.enter import entry
from mingjian.effects.models import Adverse
from mingjian.kernel.problem import NotFound
from mingjian.ledger.read import history
from mingjian.policy.schema.base import Text
from mingjian.policy.standing import policies
from mingjian.web.records import RecordShown


@dataclass(frozen=True, slots=True)
class AboutView:
    """A thing that a case can be about; `unit_id` is whose it is (empty: nobody's)."""

    kind: str
    id: str
    subject_id: int
    unit_id: str
    name: Text


def about_view(kind: str, number: str) -> AboutView:
    """The thing of this kind and number.

    Raises:
        NotFound: there is none.
    """
    make = {"record": _record, "entry": _entry, "adverse": _adverse, "subject": _subject}.get(kind)
    if make is None:
        raise NotFound(what=kind)
    return make(number)


def _record(number: str) -> AboutView:
    try:
        found = history(UUID(number))
    except ValueError:
        found = None
    if found is None or not found.versions:
        raise NotFound(what=number)
    last = found.versions[-1]
    shown = RecordShown(last, last.valid.start)
    name = Text(
        zh=f"{shown.name.zh} {shown.headline}".strip(),
        en=f"{shown.name.en} {shown.headline}".strip(),
    )
    return AboutView("record", number, last.subject_id, last.unit_id, name)


def _entry(number: str) -> AboutView:
    found = entry(_decimal(number))
    return AboutView("entry", number, found.subject_id, found.unit_id, list_name(found.list_id))


def list_name(list_id: str) -> Text:
    """What a list is called; one that the packs do not know shows its id."""
    found = [one for one in policies().every_list() if one.id == list_id]
    return found[-1].title if found else Text(zh=list_id, en=list_id)


def _adverse(number: str) -> AboutView:
    found = Adverse.objects.filter(pk=_decimal(number)).first()
    if found is None:
        raise NotFound(what=number)
    name = Text(zh=found.decision_number, en=found.decision_number)
    return AboutView("adverse", number, found.subject_id, found.unit_id, name)


def _subject(number: str) -> AboutView:
    return AboutView("subject", number, _decimal(number), "", Text(zh="—", en="—"))


def _decimal(number: str) -> int:
    if not number.isascii() or not number.isdecimal() or len(number) > 18:  # noqa: PLR2004 - bigint
        raise NotFound(what=number)
    return int(number)
