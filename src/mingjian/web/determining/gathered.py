"""What the wizard of a determination has gathered so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mingjian.kernel.problem import NotFound
from mingjian.policy.schema import ListDefinition, Procedure
from mingjian.policy.standing import policies
from mingjian.registry.find import SubjectView, subject
from mingjian.web.determining.lists import may_offer, procedure_for

PAGES: Final[dict[str, str | Promise]] = {
    "list": _("名单"),
    "subject": _("主体"),
    "basis": _("依据和事实"),
    "evidence": _("证据"),
    "terms": _("期限、退出与救济"),
    "review": _("核对"),
}


@dataclass(frozen=True, slots=True)
class Gathered:
    """The values typed so far, by field."""

    values: Mapping[str, Any]

    @property
    def listing(self) -> ListDefinition | None:
        """The list, when it is one that may be entered here today."""
        try:
            found = policies().listing(self.values.get("list", ""), timezone.localdate())
        except NotFound:
            return None
        return found if may_offer(found) else None

    @property
    def procedure(self) -> Procedure | None:
        """By which procedure somebody is put on that list."""
        return None if self.listing is None else procedure_for(self.listing)

    @property
    def praises(self) -> bool:
        """Whether the list is a red one: then nothing is held against anybody."""
        return self.listing is not None and self.listing.colour == "red"

    @property
    def subject(self) -> SubjectView | None:
        """The organisation."""
        number = self.values.get("subject")
        return subject(number) if isinstance(number, int) else None

    @property
    def article(self) -> dict[str, str]:
        """Law, article and version of the text."""
        return {name: self.text(name) for name in ("law", "article", "text_version")}

    def text(self, name: str) -> str:
        """A text, without spaces around it."""
        return str(self.values.get(name) or "").strip()

    @property
    def has_term(self) -> bool:
        """Months of its own, those of the list, or a list that ends by its condition."""
        listing = self.listing
        own = self.values.get("term_months")
        return bool(own) or (listing is not None and bool(listing.term_months or self.text("exit")))
