"""What an entry will rest on, part by part, and which of it is still missing."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mingjian.effects.black_lists import on_no_black_list
from mingjian.kernel.verdict import Met
from mingjian.web.determining.gathered import Gathered
from mingjian.web.determining.whom import unfit_words
from mingjian.web.templatetags.cases import reason_of

Said = str | Promise


@dataclass(frozen=True, slots=True)
class Part:
    """A part that a listing needs: its name, on which page it is given, why, whether it is there.

    `later`: it comes into being only in the course of the case.
    """

    name: Said
    page: str
    why: Said
    there: bool
    later: bool = False


def parts(given: Gathered) -> list[Part]:
    """Everything the entry will rest on, in the order of the pages."""
    last = _of_praise() if given.praises else _of_process()
    return [*_chosen(given), *_grounds(given), *_terms(given), *last]


def complete(given: Gathered) -> bool:
    """Whether the proposal can be made."""
    return all(part.there or part.later for part in parts(given))


def _chosen(given: Gathered) -> Iterator[Part]:
    why: Said = _("只有现行、依据层级足够、退出条件明确的名单才能列入主体。")
    yield Part(_("名单"), "list", why, given.listing is not None)
    yield _whom(given)
    if given.praises:
        yield _clear(given)


def _whom(given: Gathered) -> Part:
    """Known by a code in use, and living: what the gate asks is said before it refuses."""
    why: Said = _("名单条目只能落在登记库中有统一社会信用代码的组织上；自然人不在此列。")
    if given.subject is None:
        return Part(_("主体"), "subject", why, there=False)
    unfit = unfit_words(given.subject.subject_id, decided_here=True)
    return Part(_("主体"), "subject", unfit or why, unfit is None)


def _clear(given: Gathered) -> Part:
    """What the black lists say of the organisation; cannot tell counts as missing."""
    name, why = _("不在黑名单上"), _("列入黑名单的主体不得列入红名单；无法核对的，先查清。")
    if given.subject is None:
        return Part(name, "subject", why, there=False)
    found = on_no_black_list(given.subject.subject_id, timezone.localdate())
    return Part(name, "subject", reason_of(found) or why, isinstance(found, Met))


def _grounds(given: Gathered) -> Iterator[Part]:
    why: Said = _("没有法律、条款和所读文本的版本，不得对任何人作不利处理。")
    if given.praises:
        why = _("认定须写明所依据的文件、条款和所读文本的版本。")
    yield Part(_("法律依据"), "basis", why, all(given.article.values()))
    why = _("主体有权知道依据什么事实，并据此陈述申辩。")
    if given.praises:
        why = _("公示时须说明依据什么事实认定。")
    yield Part(_("事实和理由"), "basis", why, bool(given.text("facts")))
    why = _("事实须有证据；证据随案保存。")
    yield Part(_("证据"), "evidence", why, bool(given.values.get("evidence")))


def _terms(given: Gathered) -> Iterator[Part]:
    why: Said = _("没有期限、也没有结束条件的限制不能成立。")
    if given.praises:
        why = _("红名单也须写明期限或者结束条件。")
    yield Part(_("期限"), "terms", why, given.has_term)
    why = _("每个条目都要有出路：满足什么条件即可退出。")
    if given.praises:
        why = _("须写明在什么条件下退出红名单。")
    yield Part(_("退出条件"), "terms", why, bool(given.text("exit")))
    why = _("决定书须告知可以向谁、在多长时间内寻求救济。")
    yield Part(_("救济途径"), "terms", why, bool(given.text("remedy")))


def _of_process() -> Iterator[Part]:
    why = _("立案后由您发出事先告知书，取得送达回证之前不能决定。")
    yield Part(_("事先告知及送达回证"), "review", why, there=False, later=True)
    why = _("由本单位负责人签发，提出人不能自己决定。")
    yield Part(_("决定书"), "review", why, there=False, later=True)


def _of_praise() -> Iterator[Part]:
    why = _("立案后告知主体并公示；公示期满、告知已送达才能决定。")
    yield Part(_("告知、公示及送达回证"), "review", why, there=False, later=True)
    why = _("由本单位负责人签发，提出人不能自己决定。")
    yield Part(_("决定书"), "review", why, there=False, later=True)
