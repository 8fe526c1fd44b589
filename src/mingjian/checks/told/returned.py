"""Where the workbook last given back to somebody lies, until he sends the next one."""

from pathlib import Path

from mingjian.accounts.actor import Actor
from mingjian.home.database import database_name
from mingjian.home.paths import home


def returned_to(actor: Actor) -> Path:
    """One for each person: who corrects it sends it again, and the answer takes its place."""
    name = f"{actor.id.replace(':', '-')}.xlsx"
    return home().work / database_name() / "feedback" / name
