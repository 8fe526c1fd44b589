"""Who may open the receipt of a check: lists link to it only where the link leads somewhere."""

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import decide


def opens(actor: Actor, unit_id: str, asked_by: str) -> bool:
    """Whether the actor may see the answer again: by the rule that `checks.replay` asks for."""
    return decide(actor, "check.ask", unit_id=unit_id, owner=asked_by).allowed
