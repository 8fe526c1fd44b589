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
    """A place to go to: its name, route, icon, the right it takes, and what it is for."""

    label: str | Promise
    route: str
    icon: str
    right: str
    about: str | Promise


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as one reader sees it; `here`: he is there, or below it."""

    label: str
    url: str
    icon: str
    about: str
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
            Entry(
                _("报送工作台"),
                "desk",
                "send",
                "intake.send",
                _("上传表格，看结果，处理退回的行。"),
            ),
            Entry(
                _("报送批次"),
                "submissions",
                "files",
                "intake.read",
                _("每一批的进度、发现和退回表格。"),
            ),
            Entry(
                _("疑问数据"),
                "questions",
                "question",
                "question.read",
                _("代码与名称对不上的行，由人核对。"),
            ),
            Entry(_("应报未报"), "late", "clock", "intake.read", _("哪些数据项到期，哪些迟了。")),
            Entry(
                _("报送监测"),
                "office",
                "office",
                "intake.oversee",
                _("各单位的按时率、退回率和数据质量。"),
            ),
        ),
    ),
    (
        _("查询应用"),
        (
            Entry(
                _("主体查询"),
                "subjects",
                "search",
                "subject.read",
                _("一个主体的登记、名称沿革和记录。"),
            ),
            Entry(
                _("信用核查"), "check", "check", "check.ask", _("就一件事核查一个主体，取得回执。")
            ),
        ),
    ),
    (
        _("规则与留痕"),
        (
            Entry(
                _("数据清单"),
                "catalogue",
                "book",
                "catalogue.read",
                _("可以归集什么，依据、字段和期限。"),
            ),
            Entry(_("留痕日志"), "log", "log", "log.verify", _("谁看过什么；验证日志没有被改动。")),
            Entry(
                _("权限说明"), "access", "key", "access.explain", _("我能做什么，依据哪条规则。")
            ),
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
    here = path.startswith(url)
    return Shown(str(entry.label), url, entry.icon, str(entry.about), here)
