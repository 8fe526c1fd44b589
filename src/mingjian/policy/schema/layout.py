"""Column layouts: how files that departments really have map to an item's fields."""

from decimal import Decimal

from pydantic import Field as Property

from mingjian.policy.schema.base import Slug, Sourced, Strict, Text


class Column(Strict):
    """A column of a layout. `field` None: the column is known, and deliberately not taken up.

    `personal` on such a column: what stands in it is personal data and must not be kept.
    Several columns may name the same field: their filled cells are joined by the field's
    `many` separator, in the order of the columns.
    """

    header: str = Property(min_length=1)
    aliases: tuple[str, ...] = ()
    field: str | None = None
    personal: bool = False

    @property
    def headers(self) -> tuple[str, ...]:
        """Return the header and its aliases."""
        return (self.header, *self.aliases)


class Layout(Sourced):
    """A file layout of an item beside its own.

    `value_maps`: field -> given value -> ours, applied to each cell before cells are joined (to
    each part of a `many` field); "" stands for an empty cell; a value not named passes
    unchanged. None means the value has no equivalent and the
    cell breaches the code list (Q06). `scale`: field -> factor by which the number given is
    multiplied. `read_only`: read, never written as a template. `absent`: required fields this
    layout cannot carry; an empty one is not a breach of `required` in this layout.
    """

    id: str = Slug
    title: Text
    columns: tuple[Column, ...] = Property(min_length=1)
    value_maps: dict[str, dict[str, str | None]] = Property(default_factory=dict)
    scale: dict[str, Decimal] = Property(default_factory=dict)
    read_only: bool = True
    absent: tuple[str, ...] = ()

    def column_named(self, header: str) -> Column | None:
        """Return the column with this header or alias, exactly as written."""
        return next((c for c in self.columns if header in c.headers), None)
