"""The pages of a workbook of service days."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from mingjian.effects.service.kind import SERVICES
from mingjian.web.filled import FormPages
from mingjian.web.progress import SHEET


def _left(count: int) -> str:
    shown = {"shown": f"{count:,}"}
    return ngettext("%(shown)s 行没有登记", "%(shown)s 行没有登记", count) % shown


PAGES: Final = FormPages(
    kind=SERVICES,
    route="service-sheet",
    back="service-days",
    stages="sheet_stage",
    course=SHEET,
    name=_("送达登记表 %(number)s"),
    home=_("送达登记"),
    title=_("登记进度"),
    facts=_("登记表信息"),
    stop=_("取消登记"),
    stopped=_("取消后，“%(file)s”中尚未处理的行不再登记；已登记的保留，再次上传不会重复登记。"),
    result_name=_("登记结果"),
    left=_left,
    again=_("有误的单元格已在您的原表中标红，批注写明原因；更正后直接再传，已登记的不会重复登记。"),
    stays=_("取消前登记的保留；再次上传同一表格，已登记的不会重复登记。"),
    recorded=_("新登记"),
    same=_("与已登记相同"),
)
