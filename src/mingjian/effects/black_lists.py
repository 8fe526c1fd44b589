"""Whether an organisation is on a black list: asked before anything favourable is decided."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from mingjian.effects.colours import colour_of
from mingjian.effects.in_force import InForce, in_force
from mingjian.effects.views import EntryView
from mingjian.kernel.verdict import CannotTell, Met, NotMet, Verdict
from mingjian.policy.schema.base import Text

LISTED: Final = Text(zh="主体在黑名单上：{lists}", en="the subject is on a black list: {lists}")
SHIELDED: Final = Text(
    zh="主体处于临时屏蔽期，不利信息暂不使用，不能核对黑名单",
    en="adverse matters are shielded for now, so the black lists cannot be looked at",
)
DISPUTED: Final = Text(
    zh="黑名单条目有异议，处理中：{lists}", en="a black entry is disputed and not decided: {lists}"
)
UNKNOWN: Final = Text(
    zh="主体所在名单的类别不明：{lists}", en="the colour of a list it is on is not known: {lists}"
)


def on_no_black_list(subject_id: int, on: date) -> Verdict:
    """Met when no black entry is in force on the day; each failure names its reason (`why`).

    Cannot tell while a shield hides what is adverse, while a black entry is disputed, and where
    the colour of a list is not known.
    """
    held = in_force(subject_id, on)
    if held.shielded:
        return _doubt(SHIELDED, ())
    colours = {entry.id: colour_of(entry) for entry in held.entries}
    black = [one for one in held.entries if colours[one.id] == "black"]
    firm = [one for one in black if not _disputed(one, held)]
    if firm:
        why = listed_on(one.list_id for one in firm)
        return NotMet({"why": why, "entries": tuple(one.id for one in firm)})
    unknown = [one for one in held.entries if colours[one.id] is None]
    if black or unknown:
        return _doubt(DISPUTED, black) if black else _doubt(UNKNOWN, unknown)
    return Met()


def listed_on(lists: Iterable[str]) -> Text:
    """That it is on these black lists."""
    return _filled(LISTED, lists)


def _disputed(entry: EntryView, held: InForce) -> bool:
    return any((one.kind, one.target) == ("entry", str(entry.id)) for one in held.disputed)


def _doubt(why: Text, entries: Sequence[EntryView]) -> CannotTell:
    told = _filled(why, (one.list_id for one in entries))
    return CannotTell(told.zh, {"why": told})


def _filled(why: Text, lists: Iterable[str]) -> Text:
    named = ", ".join(dict.fromkeys(lists))
    return Text(zh=why.zh.format(lists=named), en=why.en.format(lists=named))
