"""The left menu: groups of entries, of which each reader sees those he has a right to."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.actor import actor_of
from mingjian.accounts.decide import decide


@dataclass(frozen=True, slots=True)
class Entry:
    """A place to go to: its name, the name of its route, its icon and the right it takes."""

    label: str | Promise
    route: str
    icon: str
    right: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as one reader sees it; `here`: he is there, or below it."""

    label: str
    url: str
    icon: str
    here: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading."""

    label: str
    entries: tuple[Shown, ...]


MENU: Final[tuple[tuple[str | Promise, tuple[Entry, ...]], ...]] = (
    (
        _("数据报送"),
        (
            Entry(_("报送工作台"), "desk", "send", "intake.send"),
            Entry(_("报送批次"), "submissions", "files", "intake.read"),
            Entry(_("疑问数据"), "questions", "question", "question.read"),
            Entry(_("应报未报"), "late", "clock", "intake.read"),
            Entry(_("报送监测"), "office", "office", "intake.oversee"),
        ),
    ),
    (
        _("查询应用"),
        (
            Entry(_("主体查询"), "subjects", "search", "subject.read"),
            Entry(_("信用核查"), "check", "check", "check.ask"),
        ),
    ),
    (
        _("规则与留痕"),
        (
            Entry(_("数据清单"), "catalogue", "book", "catalogue.read"),
            Entry(_("留痕日志"), "log", "log", "log.verify"),
            Entry(_("权限说明"), "access", "key", "access.explain"),
        ),
    ),
)


def menu_for(request: HttpRequest) -> list[Group]:
    """The groups of the menu that hold anything for whoever makes this request."""
    actor = actor_of(request)
    groups = []
    for label, entries in MENU:
        mine = tuple(_shown(e, request.path) for e in entries if decide(actor, e.right).allowed)
        if mine:
            groups.append(Group(str(label), mine))
    return groups


def _shown(entry: Entry, path: str) -> Shown:
    url = reverse(entry.route)
    return Shown(str(entry.label), url, entry.icon, path.startswith(url))
