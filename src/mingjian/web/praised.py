"""The reminder on the case desk: praise of organisations that are on a black list."""

from typing import Final

from mingjian.accounts.actor import Actor
from mingjian.cases.praise_left import praise_left
from mingjian.registry.find import subjects

MOST: Final = 50


def praised(actor: Actor) -> dict[str, object]:
    """What the page shows: those that wait longest, each with whom it is about, and how many more.

    Empty where there is none.
    """
    every = praise_left(actor)
    if not every:
        return {}
    first = every[:MOST]
    who = subjects(one.subject_id for one in first)
    shown = [(one, who.get(one.subject_id)) for one in first]
    return {"praised": shown, "praised_all": len(every), "praised_more": len(every) - len(first)}
