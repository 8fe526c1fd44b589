"""Which decision somebody means by its number, and the party's code where that is not enough."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from mingjian.effects.of_record import Standing, standing_of
from mingjian.effects.penalty import ITEM, NUMBER, filed, party
from mingjian.effects.service.problems import NoSuchDecision, OtherUnits, SeveralDecisions
from mingjian.ledger.searched import stand_with

Named = Mapping[str, Sequence[Standing]]


def decisions_named(numbers: Collection[str]) -> Named:
    """The penalties that stand under each of these numbers, whichever unit delivered them."""
    latest = {one.record_id: one for one in stand_with(ITEM, NUMBER, numbers)}
    found: defaultdict[str, list[Standing]] = defaultdict(list)
    for one in map(standing_of, latest.values()):
        found[filed(one.payload).number].append(one)
    return found


def the_one(named: Named, number: str, code: str, unit_id: str) -> Standing:
    """The decision of the unit that is meant.

    Raises:
        NoSuchDecision: none has this number and code.
        OtherUnits: only others delivered such a one.
        SeveralDecisions: the unit delivered several.
    """
    every = [one for one in named.get(number, ()) if code in {"", party(one.payload).code}]
    own = [one for one in every if one.unit_id == unit_id]
    if not every:
        raise NoSuchDecision(place=NUMBER, what=number, number=number)
    if not own:
        raise OtherUnits(place=NUMBER, rule="effects.decision-of-other-unit", number=number)
    if len(own) > 1:
        raise SeveralDecisions(place=NUMBER, number=number)
    return own[0]
