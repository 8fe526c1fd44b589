"""Why access is given or refused: for oneself, and for an account with roles one supposes."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.actor import Actor, Held, actor_of
from mingjian.accounts.decide import Decision, decide, require
from mingjian.accounts.rights import RIGHTS
from mingjian.accounts.roles import Role, roles
from mingjian.accounts.scope import units_for
from mingjian.accounts.scopes import SCOPE_NAMES, Scope
from mingjian.policy.schema import Text
from mingjian.policy.standing import policies
from mingjian.web.screen import screen
from mingjian.web.words import language


class SupposeForm(forms.Form):
    """Suppose somebody of this unit held this role: what could he do with data of that unit?"""

    role = forms.ChoiceField(label=_("假设角色"))
    unit = forms.ChoiceField(label=_("所属单位"))
    scope = forms.ChoiceField(label=_("数据范围"), required=False)
    about = forms.ChoiceField(label=_("涉及哪个单位的数据"), required=False)

    def __init__(self, data: object) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict or None
        units = [(unit.id, _said(unit.name)) for unit in policies().units()]
        self._choose("role", [(role.id, _said(role.name)) for role in _personal_roles()])
        self._choose("unit", units)
        self._choose("scope", [("", _("角色默认")), *_scopes()])
        self._choose("about", [("", _("不限定")), *units])

    def _choose(self, name: str, choices: Sequence[tuple[str, object]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(value, str(label)) for value, label in choices]


@dataclass(frozen=True, slots=True)
class Answered:
    """A right, and why it is given or refused."""

    right: str
    name: Text
    decision: Decision

    @property
    def sentence(self) -> str:
        """The reason, in the reader's language."""
        return self.decision.sentence(language())


@screen("access.explain")
def access(request: HttpRequest) -> HttpResponse:
    """One's own rights; and, by the form, those of somebody one supposes."""
    actor = actor_of(request)
    form = SupposeForm(request.GET if "role" in request.GET else None)
    shown: dict[str, object] = {"form": form, "mine": _answers(actor, None), "held": _held(actor)}
    shown["may_suppose"] = units_for(actor, "access.explain") != frozenset()
    if form.is_bound and form.is_valid():
        chosen = form.cleaned_data
        require(actor, "access.explain", unit_id=chosen["unit"])
        shown["supposed"] = _answers(_supposed(chosen), chosen["about"] or None)
    return render(request, "accounts/access.html", shown)


def _answers(actor: Actor, unit_id: str | None) -> list[Answered]:
    return [Answered(r, name, decide(actor, r, unit_id=unit_id)) for r, name in RIGHTS.items()]


def _held(actor: Actor) -> list[tuple[Text, Text | None]]:
    known = roles()
    return [(known[h.role].name, SCOPE_NAMES[h.scope] if h.scope else None) for h in actor.grants]


def _supposed(chosen: dict[str, str]) -> Actor:
    """Nobody real: the number 0 belongs to no account."""
    scope = Scope(chosen["scope"]) if chosen["scope"] else None
    return Actor("user:0", "", chosen["unit"], (Held(chosen["role"], scope),))


def _personal_roles() -> list[Role]:
    return [role for role in roles().values() if role.holder == "account"]


def _scopes() -> list[tuple[str, str]]:
    """All but chosen units: a supposed account has none chosen."""
    return [(s.value, _said(name)) for s, name in SCOPE_NAMES.items() if s is not Scope.CUSTOM]


def _said(text: Text) -> str:
    return text.en if language() == "en" else text.zh
