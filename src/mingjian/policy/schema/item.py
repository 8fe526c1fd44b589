"""A catalogue item: one kind of data the district may lawfully take in."""

from datetime import date
from typing import Literal

from pydantic import Field as Property

from mingjian.policy.schema.base import Basis, Dated, Slug, Sourced, Strict, Text
from mingjian.policy.schema.field import Field
from mingjian.policy.schema.layout import Column, Layout
from mingjian.policy.schema.rowcheck import RowCheck

OWN = "own"
Effect = Literal["register", "neutral", "favourable", "adverse"]
SubjectKind = Literal["organisation", "person"]
Cycle = Literal["event", "daily", "weekly", "monthly", "yearly"]


class Refresh(Strict):
    """How often the owners deliver. `deadline`: id of a deadline counted from `counted_from`."""

    cycle: Cycle
    deadline: str | None = None
    counted_from: str | None = None


class SubjectFields(Strict):
    """Which fields say whom a row is about: the official code, the name, older codes."""

    code: str
    name: str
    other_codes: tuple[str, ...] = ()


class Holds(Strict):
    """Which fields say when a row holds; the dates become a half-open period.

    `fallback`: field used when `start` is empty. `end` None: until ended. `last_day`: the end
    filed is the last day on which the row holds (有效期至); False: the first on which it does
    not (移出日期). A date in `open_end` (2099-12-31, practice for "long-term") means no end.
    """

    start: str = Property(alias="from")
    fallback: str | None = Property(default=None, alias="or_from")
    end: str | None = Property(default=None, alias="to")
    last_day: bool = True
    open_end: tuple[date, ...] = ()


class Grounds(Strict):
    """On what a row rests, where it is held against or for its subject.

    `basis`: the field in which the row names its article; None: rows name none, the item's own
    `basis` is their article. `reason`: the field that says why.
    """

    basis: str | None = None
    reason: str | None = None


class CatalogueItem(Sourced, Dated):
    """One item of the catalogue, in the version that is in force in its period.

    `section`: class of the national catalogue. `owners`: ids of units that may deliver, "*"
    for every unit. `key`: the natural key; two rows with equal key are the same decision.
    `public`: may appear on public pages, by `public_basis`. `grounds`: on what a row rests; an
    item without them never becomes an effect. `searched`: fields by whose content records are
    looked up; the database has an index for each.
    """

    id: str = Slug
    name: Text
    section: str
    effect: Effect
    subjects: SubjectKind = "organisation"
    owners: tuple[str, ...] = Property(min_length=1)
    basis: tuple[Basis, ...]
    refresh: Refresh
    key: tuple[str, ...] = Property(min_length=1)
    searched: tuple[str, ...] = ()
    subject: SubjectFields
    holds: Holds
    grounds: Grounds | None = None
    public: bool = False
    public_basis: Basis | None = None
    fields: tuple[Field, ...] = Property(min_length=1)
    row_checks: tuple[RowCheck, ...] = ()
    layouts: tuple[Layout, ...] = ()
    note: Text | None = None

    def field(self, name: str) -> Field | None:
        """Return the field with this code, or None."""
        return next((f for f in self.fields if f.name == name), None)

    def own_layout(self) -> Layout:
        """Return the item's own layout: the fields' Chinese titles, codes as aliases."""
        columns = tuple(
            Column(header=f.title.zh, aliases=(f.name, f.title.en), field=f.name)
            for f in self.fields
            if f.template
        )
        return Layout(
            id=OWN,
            title=self.name,
            columns=columns,
            read_only=False,
            source=self.source,
            mark=self.mark,
        )

    def every_layout(self) -> tuple[Layout, ...]:
        """Return the own layout first, then the declared ones."""
        return (self.own_layout(), *self.layouts)

    def owned_by(self, unit_id: str) -> bool:
        """Tell whether this unit may deliver the item."""
        return "*" in self.owners or unit_id in self.owners
