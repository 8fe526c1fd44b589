"""The subjects of the district: numbered 0 to n-1 by class, each told from its number alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate

import numpy as np

from mingjian.district.codes import codes
from mingjian.district.days import registered
from mingjian.district.dice import Dice, Flag, Share, Whole
from mingjian.district.figures import MIX, PREFIXES
from mingjian.district.names import BRACKETS_EACH, names
from mingjian.district.text import Column, chosen, joined
from mingjian.district.words import names as words
from mingjian.kernel.uscc_tables import SubjectClass

CLASSES = tuple(MIX)
MARKET = CLASSES[:3]
"""In the market register; the other three come up only in what departments send about them."""

_INDIVIDUAL, _ENTERPRISE = (CLASSES.index(c) for c in CLASSES[:2])


@dataclass(frozen=True)
class Population:
    """All subjects. `strays`: the last so many individual businesses, whose register row is bad.

    Nothing is ever sent about a stray, so what is wrong in the register file stays there and the
    counts of planted dirt can be compared with what intake finds.
    """

    size: int
    strays: int
    until: date
    dice: Dice

    @cached_property
    def counts(self) -> dict[SubjectClass, int]:
        """How many subjects of each class; at least two each, the rest individual businesses."""
        counts = {c: max(2, int(share * self.size)) for c, share in MIX.items()}
        return counts | {CLASSES[0]: self.size - sum(counts[c] for c in CLASSES[1:])}

    @cached_property
    def starts(self) -> Whole:
        """The first number of each class, and the number after the last."""
        return np.array([0, *accumulate(self.counts[c] for c in CLASSES)])

    @property
    def market(self) -> int:
        """How many subjects stand in the market register; they are numbered first."""
        return sum(self.counts[c] for c in MARKET)

    def listed(self, places: Whole) -> Whole:
        """Return the subject at each place of the register: the strays first, then the others."""
        first_stray = self.counts[CLASSES[0]] - self.strays
        behind = np.where(places - self.strays < first_stray, places - self.strays, places)
        return np.where(places < self.strays, places + first_stray, behind)

    def drawn(self, kind: SubjectClass, share: Share) -> Whole:
        """Return the subject at this share of a class, strays left out."""
        size = self.counts[kind] - (self.strays if kind is CLASSES[0] else 0)
        return (int(self.starts[CLASSES.index(kind)]) + share * size).astype(np.int64)

    def bracketed(self, subjects: Whole) -> Flag:
        """Tell which subjects have their place in brackets: some enterprises."""
        offset = subjects - self.starts[_ENTERPRISE]
        inside = (offset >= 0) & (subjects < self.starts[_ENTERPRISE + 1])
        return np.asarray(inside & (offset % BRACKETS_EACH == 0))

    def to_bracketed(self, subjects: Whole) -> Whole:
        """Return, for each enterprise, the nearest one before it with brackets in its name."""
        return np.asarray(subjects - (subjects - self.starts[_ENTERPRISE]) % BRACKETS_EACH)

    def classes(self, subjects: Whole) -> Whole:
        """Return the place of each subject's class in CLASSES."""
        return np.searchsorted(self.starts, subjects, side="right") - 1

    def codes(self, subjects: Whole) -> Column:
        """Return the unified social credit codes."""
        letters = np.array([list(PREFIXES[c].encode()) for c in CLASSES], dtype=np.uint8)
        return codes(letters[self.classes(subjects)], subjects, self.dice.seed)

    def names(self, subjects: Whole) -> Column:
        """Return the registered names."""
        tails = joined(self._trades(subjects), self._forms(subjects))
        return names(subjects, tails, self.bracketed(subjects), self.dice)

    def industries(self, subjects: Whole) -> Whole:
        """Return the place of each subject's industry in the words."""
        return self.dice.weighted("industry", subjects, [i.share for i in words().industries])

    def registered(self, subjects: Whole) -> Whole:
        """Return the day of registration."""
        return registered(subjects, self.until, self.dice)

    def _trades(self, subjects: Whole) -> Column:
        industries = words().industries
        lists = [i.shop for i in industries] + [i.firm for i in industries]
        lists += [words().others.get(c, ()) for c in CLASSES]
        kind = self.classes(subjects)
        place = self.industries(subjects) + np.where(kind == _INDIVIDUAL, 0, len(industries))
        other = kind > _ENTERPRISE
        place = np.where(other, 2 * len(industries) + kind, place)
        return self._one_of("trade", lists, place, subjects)

    def _forms(self, subjects: Whole) -> Column:
        """The form of each name, by the weights of its class."""
        forms = [words().forms[c] for c in CLASSES] + [words().works]
        kind, places = self.classes(subjects), np.zeros_like(subjects)
        makes = np.array([i.works for i in words().industries])[self.industries(subjects)]
        kind = np.where(makes & (kind == _ENTERPRISE), len(CLASSES), kind)
        for number, weights in enumerate(forms):
            here = kind == number
            places[here] = self.dice.weighted("form", subjects[here], list(weights.values()))
        lists = [list(weights) for weights in forms]
        return chosen(_flat(lists), places + _offsets(lists)[kind])

    def _one_of(
        self, name: str, lists: Sequence[Sequence[str]], place: Whole, subjects: Whole
    ) -> Column:
        sizes = np.array([len(words) for words in lists])
        within = self.dice.below(name, subjects, sizes[place])
        return chosen(_flat(lists), _offsets(lists)[place] + within)


def _flat(lists: Sequence[Sequence[str]]) -> list[str]:
    return [word for words in lists for word in words]


def _offsets(lists: Sequence[Sequence[str]]) -> Whole:
    return np.array([0, *accumulate(len(words) for words in lists)])[:-1]
