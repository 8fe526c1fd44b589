"""The pages of a workbook of feedback."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from mingjian.checks.told.kind import FEEDBACK
from mingjian.web.filled import FormPages
from mingjian.web.progress import FEEDBACK as COURSE


def _left(count: int) -> str:
    shown = {"shown": f"{count:,}"}
    return ngettext("%(shown)s 行没有反馈", "%(shown)s 行没有反馈", count) % shown


PAGES: Final = FormPages(
    kind=FEEDBACK,
    route="owed-sheet",
    back="owed",
    stages="feedback_stage",
    course=COURSE,
    name=_("应用反馈表 %(number)s"),
    home=_("待反馈核查"),
    title=_("反馈进度"),
    facts=_("反馈表信息"),
    stop=_("取消反馈"),
    stopped=_("取消后，“%(file)s”中尚未处理的行不再反馈；已反馈的保留，再次上传不会重复记录。"),
    result_name=_("反馈结果"),
    left=_left,
    again=_("有误的单元格已在您的原表中标红，批注写明原因；更正后直接再传，已反馈的不会重复记录。"),
    stays=_("取消前反馈的保留；再次上传同一表格，已反馈的不会重复记录。"),
    recorded=_("新反馈"),
    same=_("与已反馈相同"),
)
