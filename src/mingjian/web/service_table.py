"""The list of decisions and their service as rows of an exported table."""

from django.utils.translation import gettext as now

from mingjian.effects.service.waiting import Decision, OnFile, Waiting
from mingjian.web.case_words import PENALTY_PROCEDURES, SERVED
from mingjian.web.templatetags.mingjian import day, unit
from mingjian.web.words import told


def headers(tab: str) -> list[str]:
    """The titles of the columns of a tab."""
    first = [now("文号"), now("当事人"), now("统一社会信用代码"), now("决定日期"), now("报送单位")]
    if tab == "waiting":
        return [*first, now("答复期限"), now("已逾期")]
    return [
        *first,
        *(now("送达日期"), now("送达方式"), now("处罚程序"), now("已告知救济途径和期限")),
        *(now("更正次数"), now("更正理由"), now("自何日起为不良信息")),
    ]


def line(one: Decision) -> tuple[object, ...]:
    """The cells of a decision, in the order of the titles."""
    first = (one.number, one.name, one.code, day(one.decided_on), unit(one.unit_id))
    match one:
        case Waiting():
            return (*first, day(one.due_on), _yes(flag=one.overdue))
        case OnFile():
            begins = day(one.begins) if one.begins else ""
            return (
                *first,
                *(day(one.served_on), told(SERVED, one.how) if one.how else ""),
                *(told(PENALTY_PROCEDURES, one.procedure), _yes(flag=one.told)),
                *(one.corrected, one.reason, begins),
            )
    return first


def _yes(*, flag: bool) -> str:
    return now("是") if flag else now("否")
