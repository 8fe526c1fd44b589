"""What cases, papers, notices, lists and measures are called on the screens."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from mingjian.web.words import Words

PROCEDURES: Final[Words] = {
    "determination": _("名单认定"),
    "withdrawal": _("撤下"),
    "objection": _("异议处理"),
    "review": _("异议复核"),
    "repair": _("信用修复"),
    "rectification": _("限期整改"),
    "interview": _("警示约谈"),
    "exit": _("名单退出"),
    "shielding": _("临时屏蔽"),
    "recognition": _("红名单认定"),
    "removal": _("红名单移出"),
}
PARTIES: Final[Words] = {
    "unit": _("承办单位联络员"),
    "head": _("承办单位负责人"),
    "office": _("信用办"),
    "reviewer": _("复核单位"),
    "subject": _("当事主体"),
    "system": _("平台"),
}
CASE_OUTCOMES: Final[Words] = {
    "favourable": _("对主体有利"),
    "adverse": _("对主体不利"),
    "neutral": _("中性"),
}
CASE_OUTCOME_TONES: Final = {"favourable": "good", "adverse": "bad"}
PAPERS: Final[Words] = {
    "evidence": _("证据材料"),
    "prior_notice": _("事先告知书"),
    "statement": _("陈述申辩"),
    "hearing_record": _("听证笔录"),
    "decision": _("决定书"),
    "report": _("报告"),
    "repair_notice": _("修复告知书"),
    "application": _("申请书"),
    "pledge": _("信用承诺书"),
    "proof": _("证明材料"),
    "rectification_order": _("责令改正通知书"),
    "interview_record": _("约谈记录"),
    "ruling": _("法院裁定"),
    "reply": _("答复书"),
    "missing_papers": _("补正通知书"),
    "training_certificate": _("培训证书"),
    "withdrawal_notice": _("撤下通知书"),
    "correction_notice": _("更正通知书"),
}
ABOUT: Final[Words] = {
    "list": _("名单"),
    "record": _("信用记录"),
    "adverse": _("不利信息"),
    "entry": _("名单条目"),
    "measure": _("措施"),
    "subject": _("主体"),
}
WHOSE_TIME: Final[Words] = {"office": _("行政机关的期限"), "subject": _("主体的期限")}
COLOURS: Final[Words] = {
    "red": _("红名单"),
    "black": _("黑名单（严重失信名单）"),
    "watch": _("重点关注名单"),
}
COLOUR_TONES: Final = {"red": "good", "black": "bad", "watch": "warn"}
PARTS: Final[Words] = {
    "decides": _("本区认定"),
    "collects": _("本区归集"),
    "receives": _("接收上级结果"),
}
LIST_STATUSES: Final[Words] = {
    "live": _("现行"),
    "historic": _("历史名单"),
    "unclear": _("依据未查清"),
}
LIST_STATUS_TONES: Final = {"live": "accent", "historic": "plain", "unclear": "warn"}
LEVELS: Final[Words] = {
    "law": _("法律"),
    "judicial_interpretation": _("司法解释"),
    "administrative_regulation": _("行政法规"),
    "local_regulation": _("地方性法规"),
    "departmental_rule": _("部门规章"),
    "normative_document": _("规范性文件"),
    "policy_document": _("政策文件"),
    "local_programme": _("地方工作方案"),
    "none": _("没有文件"),
}
LIST_SCOPES: Final[Words] = {
    "national": _("全国"),
    "provincial": _("省级"),
    "local": _("本地"),
}
LIST_ENDS: Final[Words] = {
    "term": _("期满退出"),
    "condition": _("条件成就退出"),
    "evaluation": _("按评价结果调整"),
}
ENTRY_STATES: Final[Words] = {
    "in_force": _("有效"),
    "ended": _("已退出"),
    "future": _("尚未生效"),
}
ENTRY_STATE_TONES: Final = {"in_force": "accent", "ended": "plain", "future": "warn"}
WAYS: Final[Words] = {
    "inbox": _("平台收件箱"),
    "email": _("电子邮件"),
    "print": _("纸质"),
}
SERVED: Final[Words] = {
    "direct": _("直接送达"),
    "left": _("留置送达"),
    "post": _("邮寄送达"),
    "electronic": _("电子送达"),
    "publication": _("公告送达"),
    "acknowledged": _("签收"),
}
PENALTY_PROCEDURES: Final[Words] = {
    "ordinary": _("普通程序"),
    "simple": _("简易程序"),
    "unknown": _("不详"),
}
CAPACITIES: Final[Words] = {
    "representative": _("法定代表人（负责人）"),
    "agent": _("代理人"),
}
# How long a measure holds, where the packs write an event and no number of years.
MEASURE_TERMS: Final[Words] = {
    "life": _("终身"),
    "while listed": _("在列期间"),
    "while recorded": _("在记录期间"),
    "until performed": _("至履行完毕"),
    "until settled": _("至结清"),
    "until retention ends or repair": _("至保存期满或者修复"),
}
TABLES: Final[dict[str, Words]] = {
    "procedure": PROCEDURES,
    "party": PARTIES,
    "case_outcome": CASE_OUTCOMES,
    "paper": PAPERS,
    "about": ABOUT,
    "whose": WHOSE_TIME,
    "colour": COLOURS,
    "part": PARTS,
    "list_status": LIST_STATUSES,
    "level": LEVELS,
    "list_scope": LIST_SCOPES,
    "list_ends": LIST_ENDS,
    "entry_state": ENTRY_STATES,
    "way": WAYS,
    "served": SERVED,
    "penalty_procedure": PENALTY_PROCEDURES,
    "capacity": CAPACITIES,
}
TONES: Final = {
    "case_outcome": CASE_OUTCOME_TONES,
    "colour": COLOUR_TONES,
    "list_status": LIST_STATUS_TONES,
    "entry_state": ENTRY_STATE_TONES,
}
