"""Classes of penalties with their periods; an empty value is a gap of the sources."""

from typing import Literal

from pydantic import Field as Property

from mingjian.policy.schema.base import Slug, Sourced, Text
from mingjian.policy.schema.marked import Marked
from mingjian.policy.schema.penalty import FieldOfLaw, PenaltyKind

Content = PenaltyKind | Literal["simple_procedure", "serious_list", "abnormal_list"]
Publish = Literal["always", "exceptionally", "never"]


class Falls(Sourced):
    """What falls in a class: kinds of penalty, or any penalty by simple procedure."""

    contents: tuple[Content, ...] = Property(min_length=1)


class RepairClass(Sourced, Marked):
    """A class of penalties or records with its own periods.

    `alone`: only what consists of nothing else falls in it. `others`: penalties that fall in no
    other class. `exceptionally`: not published in principle, and where it must be, no longer than
    `max_months`. `min_months`, `max_months`: earliest and latest end of publication, counted from
    the start that the rules name. `until_ban_ends`: a ban longer than `max_months` replaces them.
    """

    id: str = Slug
    name: Text
    falls: tuple[Falls, ...] = ()
    alone: bool = False
    others: bool = False
    publish: Publish = "always"
    min_months: int | None = Property(default=None, ge=0)
    max_months: int | None = Property(default=None, ge=1)
    until_ban_ends: bool = False

    def holds(self, content: Content) -> bool:
        """Tell whether this falls in the class by name."""
        return any(content in part.contents for part in self.falls)

    def recalled(self, content: Content) -> bool:
        """Tell whether nothing but memory (or a draft) says that it falls in the class."""
        marks = {part.mark for part in self.falls if content in part.contents}
        return marks == {"recalled"}


class LongerMinimum(Sourced):
    """A longer minimum for some fields or kinds of penalty; of several the longest counts."""

    fields: tuple[FieldOfLaw, ...] = ()
    kinds: tuple[PenaltyKind, ...] = ()
    months: int = Property(ge=1)


class NeverEarly(Sourced):
    """Kinds of penalty that stay published until the end. `more`: others may be named elsewhere."""

    kinds: tuple[PenaltyKind, ...] = Property(min_length=1)
    more: Text | None = None


class FineSize(Sourced):
    """What an industry's department calls a small, large or huge fine, in whole yuan.

    `fields` empty: in every field. `from_yuan` is included, `below_yuan` is not.
    """

    size: Literal[PenaltyKind.SMALL_FINE, PenaltyKind.LARGE_FINE, PenaltyKind.HUGE_FINE]
    fields: tuple[FieldOfLaw, ...] = ()
    from_yuan: int = Property(default=0, ge=0)
    below_yuan: int | None = Property(default=None, ge=1)
