"""Which units may review a case: another body than decided, by those who hold the right."""

from typing import Final

from mingjian.accounts.actor import Actor
from mingjian.accounts.holders import units_holding
from mingjian.cases.party import units_in
from mingjian.cases.reach import within

RIGHT: Final = "case.review"


def reviewers(actor: Actor, parent: int) -> tuple[str, ...]:
    """The units with somebody who may review, without those that had a part in the case.

    Which of them reviews is for a person to say: the procedures of the packs name no body of the
    district (浙江条例 31 names the provincial one).

    Raises:
        NoSuchCase: the case is out of the actor's reach.
    """
    return tuple(sorted(units_holding(RIGHT) - units_in(within(actor, parent))))
