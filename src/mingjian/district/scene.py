"""What every row of the district is made from, put together once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

import numpy as np

from mingjian.district.codes import DIVISION
from mingjian.district.days import Window, history, number
from mingjian.district.deliveries import Delivery, Part
from mingjian.district.dice import Dice, Whole
from mingjian.district.names import MARK
from mingjian.district.plan import Plan, Soil
from mingjian.district.population import Population
from mingjian.district.quota import Soiled
from mingjian.kernel.uscc import compose
from mingjian.kernel.uscc_tables import SubjectClass
from mingjian.policy.resolve import Policies
from mingjian.policy.schema import CatalogueItem

_FUTURE_FROM = 20
_FUTURE_SPAN = 300
_NO_LIMIT = 7
"""Working days shown for items without a time limit of their own."""

Mix = Sequence[tuple[SubjectClass, float]]


@dataclass(frozen=True)
class Scene:
    """Plan, subjects and policies. Every file draws with dice of its own."""

    plan: Plan
    population: Population
    policies: Policies

    def item(self, delivery: Delivery) -> CatalogueItem:
        """Return the catalogue item of the delivery as it is on the plan's day."""
        return self.policies.item(delivery.item, self.plan.until)

    def dice(self, delivery: Delivery) -> Dice:
        """Return the dice of one file."""
        return Dice(self.plan.seed, delivery.id)

    def authority(self, unit: str) -> tuple[str, str]:
        """Return name and code of the made-up body that stands for a unit of the packs."""
        number = int.from_bytes(sha256(unit.encode()).digest()[:4]) % 1_000_000
        name = f"{MARK}{self.policies.unit(unit).name.zh}"
        return name, compose("11", DIVISION, f"EX{number:06}")

    def window(self, delivery: Delivery) -> Window:
        """Return the days in time and late for the item's time limit."""
        refresh = self.item(delivery).refresh
        limit = _NO_LIMIT
        if refresh.deadline:
            limit = self.policies.deadline(refresh.deadline, self.plan.until).length or limit
        return Window.of(self.policies.calendar(), self.plan.until, limit)

    def parties(self, delivery: Delivery, rows: Whole, soiled: Soiled, mix: Mix) -> Whole:
        """Return whom each row is about; some subjects far oftener than others.

        Dirty rows are about subjects of the register, so that what is wrong can be seen; and each
        has one fault only: a placeholder does not also contradict the class of its party.
        """
        dice = self.dice(delivery)
        kinds = dice.weighted("class", rows, [share for _, share in mix])
        kinds[soiled.any] %= 2
        kinds[soiled.are(Soil.NAME_BRACKETS, Soil.PLACEHOLDER_CODE)] = 0
        share = dice.share("party", rows) ** 2
        drawn = [self.population.drawn(kind, share) for kind, _ in mix]
        found = np.choose(kinds, drawn).astype(np.int64)
        bracketed = soiled.are(Soil.NAME_BRACKETS)
        return np.where(bracketed, self.population.to_bracketed(found), found)

    def decided(
        self, delivery: Delivery, rows: Whole, parties: Whole, soiled: Soiled, earliest: date | None
    ) -> Whole:
        """Return the day of each decision: long ago, in time, late or in the future."""
        dice, until = self.dice(delivery), self.plan.until
        if delivery.part is Part.HISTORY or delivery.department is None:
            days = history(rows, self.population.registered(parties), until, dice, earliest)
        else:
            days = self._lately(delivery, rows, soiled)
        coming = number(until) + _FUTURE_FROM + dice.below("future", rows, _FUTURE_SPAN)
        return np.where(soiled.are(Soil.FUTURE_DATE), coming, days)

    def _lately(self, delivery: Delivery, rows: Whole, soiled: Soiled) -> Whole:
        window, dice = self.window(delivery), self.dice(delivery)
        late = soiled.are(Soil.LATE)
        return np.where(late, window.late_days(rows, dice), window.fresh_days(rows, dice))
