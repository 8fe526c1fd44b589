"""The left menu: groups of entries, of which each reader sees those he has a right to."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.actor import Actor, actor_of
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
            Entry(
                _("送达登记"),
                "service-days",
                "print",
                "question.read",
                _("处罚决定何时、怎样送达，批量补充。"),
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
        _("我的信用"),
        (
            Entry(
                _("我的信用档案"),
                "my-file",
                "person",
                "case.apply",
                _("什么对我不利、到什么时候、为什么，谁看过。"),
            ),
            Entry(_("我的案件"), "my-cases", "files", "case.apply", _("异议、修复等案件的进展。")),
        ),
    ),
    (
        _("案件与名单"),
        (
            Entry(
                _("案件工作台"),
                "cases",
                "scale",
                "case.read",
                _("在办案件、期限和下一步。"),
            ),
            Entry(
                _("提出名单认定"),
                "determine",
                "send",
                "case.propose",
                _("逐项填写要件，提出认定建议。"),
            ),
            Entry(_("名单"), "lists", "book", "effect.read", _("各名单的依据、条目和退出。")),
            Entry(_("通知"), "notices", "print", "notice.read", _("收到的文书，回告和打印。")),
            Entry(
                _("案件统计"),
                "case-figures",
                "office",
                "case.oversee",
                _("列入、退出、平均天数和超期。"),
            ),
            Entry(_("修复培训"), "trainings", "clock", "case.oversee", _("培训场次、参训和证书。")),
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
                _("重错码"),
                "returned-codes",
                "question",
                "subject.mark",
                _("被退回、尚未处理的统一社会信用代码。"),
            ),
            Entry(
                _("信用核查"), "check", "check", "check.ask", _("就一件事核查一个主体，取得回执。")
            ),
            Entry(
                _("批量核查"),
                "batches",
                "files",
                "check.ask",
                _("上传代码表，一次核查多个主体，取回结果表。"),
            ),
            Entry(
                _("待反馈核查"),
                "owed",
                "clock",
                "check.feedback",
                _("答复含奖惩措施、尚未反馈办理结果的核查。"),
            ),
            Entry(
                _("联合奖惩案例"),
                "joint",
                "scale",
                "check.feedback",
                _("依措施作出的惩戒和激励，按月、按措施统计。"),
            ),
            Entry(
                _("信用公示"),
                "public-home",
                "globe",
                "access.explain",
                _("公众不登录就能看到的：今天公示的许可、处罚和名单。"),
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


# An organisation has its own page for the same.
UNITS_ONLY: Final = frozenset({"cases"})
# Other entries live below their addresses.
WHOLE: Final = frozenset({"cases", "my-file"})


def menu_for(request: HttpRequest) -> list[Group]:
    """The groups of the menu that hold anything for whoever makes this request."""
    actor = actor_of(request)
    groups = []
    for label, entries in MENU:
        mine = tuple(_shown(e, request.path) for e in entries if _for(actor, e))
        if mine:
            groups.append(Group(str(label), mine))
    return groups


def _for(actor: Actor, entry: Entry) -> bool:
    own = entry.route in UNITS_ONLY and actor.subject_id is not None
    return not own and decide(actor, entry.right).allowed


def _shown(entry: Entry, path: str) -> Shown:
    url = reverse(entry.route)
    here = path == url if entry.route in WHOLE else path.startswith(url)
    return Shown(str(entry.label), url, entry.icon, str(entry.about), here)
