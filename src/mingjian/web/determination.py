"""What the wizard of a determination has gathered so far, and what law 2 still misses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mingjian.kernel.problem import NotFound
from mingjian.kernel.verdict import Met
from mingjian.policy.schema import ListDefinition
from mingjian.policy.standing import policies
from mingjian.registry.find import SubjectView, subject

KEPT_AS: Final = "determination"
PROCEDURE: Final = "determination"
PAGES: Final[dict[str, str | Promise]] = {
    "list": _("名单"),
    "subject": _("主体"),
    "basis": _("依据和事实"),
    "evidence": _("证据"),
    "terms": _("期限、退出与救济"),
    "review": _("核对"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part that a listing needs: its name, on which page it is given, why, whether it is there.

    `later`: it comes into being only in the course of the case.
    """

    name: str | Promise
    page: str
    why: str | Promise
    there: bool
    later: bool = False


@dataclass(frozen=True, slots=True)
class Gathered:
    """The values typed so far, by field."""

    values: Mapping[str, Any]

    @property
    def listing(self) -> ListDefinition | None:
        """The list, when it is one that may be entered today."""
        try:
            found = policies().listing(self.values.get("list", ""), timezone.localdate())
        except NotFound:
            return None
        return found if isinstance(found.may_list(timezone.localdate()), Met) else None

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
    def complete(self) -> bool:
        """Whether the proposal can be made."""
        return all(part.there or part.later for part in parts(self))


def parts(given: Gathered) -> list[Part]:
    """Everything the entry will rest on, in the order of the pages."""
    return list(_parts(given))


def _parts(given: Gathered) -> Iterator[Part]:
    why = _("只有现行、依据层级足够、退出条件明确的名单才能列入主体。")
    yield Part(_("名单"), "list", why, given.listing is not None)
    why = _("名单条目只能落在登记库中有统一社会信用代码的组织上；自然人不在此列。")
    yield Part(_("主体"), "subject", why, given.subject is not None)
    why = _("没有法律、条款和所读文本的版本，不得对任何人作不利处理。")
    yield Part(_("法律依据"), "basis", why, all(given.article.values()))
    why = _("主体有权知道依据什么事实，并据此陈述申辩。")
    yield Part(_("事实和理由"), "basis", why, bool(given.text("facts")))
    why = _("事实须有证据；证据随案保存。")
    yield Part(_("证据"), "evidence", why, bool(given.values.get("evidence")))
    why = _("没有期限、也没有结束条件的限制不能成立。")
    yield Part(_("期限"), "terms", why, _has_term(given))
    why = _("每个条目都要有出路：满足什么条件即可退出。")
    yield Part(_("退出条件"), "terms", why, bool(given.text("exit")))
    why = _("决定书须告知可以向谁、在多长时间内寻求救济。")
    yield Part(_("救济途径"), "terms", why, bool(given.text("remedy")))
    why = _("立案后由您发出事先告知书，取得送达回证之前不能决定。")
    yield Part(_("事先告知及送达回证"), "review", why, there=False, later=True)
    why = _("由本单位负责人签发，提出人不能自己决定。")
    yield Part(_("决定书"), "review", why, there=False, later=True)


def _has_term(given: Gathered) -> bool:
    """Months of its own, those of the list, or a list that ends by its condition."""
    listing = given.listing
    own = given.values.get("term_months")
    return bool(own) or (listing is not None and bool(listing.term_months or given.text("exit")))
