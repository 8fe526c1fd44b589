"""Rows of which single values are less sure than the whole."""

from pydantic import Field as Property
from pydantic import model_validator

from mingjian.policy.schema.base import Mark, Strict


class Marked(Strict):
    """Something with `marks`: value name -> mark, where it differs from the row's own."""

    marks: dict[str, Mark] = Property(default_factory=dict)

    def mark_of(self, name: str) -> Mark:
        """Return how sure a single value is."""
        own: Mark = getattr(self, "mark", "verified")
        return self.marks.get(name, own)

    def is_recalled(self, *names: str) -> bool:
        """Tell whether any of these values is recalled only."""
        return any(self.mark_of(name) == "recalled" for name in names)

    @model_validator(mode="after")
    def _of_values(self) -> "Marked":
        strange = sorted(self.marks.keys() - type(self).model_fields.keys())
        if strange:
            raise ValueError(f"marks of values that are not there: {', '.join(strange)}")
        return self
