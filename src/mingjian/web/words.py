"""What the rooms' codes are called on the screens; Chinese is the source, English in `locale`."""

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mingjian.intake.models import Question
from mingjian.intake.stage import Stage, Via
from mingjian.kernel.problem import Language

Words = dict[str, str | Promise]

EFFECTS: Words = {
    "register": _("登记信息"),
    "neutral": _("基础信息"),
    "favourable": _("良好信息"),
    "adverse": _("不利信息"),
}
EFFECT_TONES = {"adverse": "bad", "favourable": "good", "register": "accent"}
MARKS: Words = {
    "verified": _("已核实"),
    "seen in an implementation": _("见于实施"),
    "recalled": _("凭记忆，待核"),
}
MARK_TONES = {"verified": "good", "recalled": "warn"}
SEVERITIES: Words = {"error": _("错误"), "warning": _("提醒")}
CYCLES: Words = {
    "event": _("随办随报"),
    "daily": _("每日"),
    "weekly": _("每周"),
    "monthly": _("每月"),
    "yearly": _("每年"),
}
TYPES: Words = {
    "string": _("文本"),
    "date": _("日期"),
    "integer": _("整数"),
    "number": _("数值"),
    "boolean": _("是否"),
}
SCOPES: Words = {
    "all": _("全部数据"),
    "custom": _("指定单位"),
    "own_unit": _("本单位"),
    "with_sub_units": _("本单位及下属"),
    "self": _("仅本人"),
}
KINDS: Words = {
    "enterprise": _("企业"),
    "individual_business": _("个体工商户"),
    "cooperative": _("农民专业合作社"),
    "social_organisation": _("社会组织"),
    "institution": _("事业单位"),
    "government_body": _("机关"),
    "other": _("其他组织"),
}
NAME_USES: Words = {"current": _("现用名"), "former": _("曾用名"), "alias": _("别名")}
ORIGINS: Words = {"register": _("登记机关"), "reported": _("部门报送")}
SUCCESSIONS: Words = {
    "merger": _("合并"),
    "division": _("分立"),
    "conversion": _("个转企"),
    "reorganisation": _("变更组织形式"),
}
RETURNED_CODES: Words = {"duplicate": _("重码"), "faulty": _("错码")}
CODE_FLAGS: Words = {"in_use": _("在用"), "replaced": _("已更换"), **RETURNED_CODES}
CODE_TONES = {"in_use": "good", "duplicate": "warn", "faulty": "warn"}
OUTCOMES: Words = {
    "approved": _("同意办理"),
    "approved_with_conditions": _("附条件办理"),
    "eased": _("给予便利"),
    "refused": _("不予办理"),
    "deferred": _("暂缓办理"),
    "not_used": _("未采用核查结果"),
}
FEATURES: Words = {
    "code": _("代码"),
    "name": _("名称"),
    "former": _("曾用名"),
    "alias": _("别名"),
    "whole": _("全称"),
    "place": _("地名"),
    "brand": _("字号"),
    "trade": _("行业"),
    "form": _("组织形式"),
}
ENTRIES: Words = {
    "submission.received": _("接收批次"),
    "submission.posted": _("批次入账"),
    "submission.failed": _("批次未能处理"),
    "submission.cancelled": _("批次已取消"),
    "submission.cancel_requested": _("要求取消批次"),
    "submission.followed": _("按规则跟进批次"),
    "records.posted": _("记录入账"),
    "record.amended": _("部分变更记录"),
    "record.withdrawn": _("撤回记录"),
    "record.corrected": _("更正记录"),
    "question.opened": _("提出疑问"),
    "question.answered": _("答复疑问"),
    "subject.read": _("查阅主体"),
    "subject.searched": _("查找主体"),
    "subject.succeeded": _("登记主体承继"),
    "code.returned": _("代码被退回"),
    "code.settled": _("重错码处理"),
    "subject.shielded": _("暂时屏蔽"),
    "subject.unshielded": _("终止屏蔽"),
    "check.asked": _("信用核查"),
    "check.replayed": _("重现核查答复"),
    "check.feedback": _("反馈办理结果"),
    "feedback.chased": _("催办反馈"),
    "feedback.received": _("收到反馈表"),
    "feedback.cancel_requested": _("请求取消反馈表"),
    "feedback.ended": _("反馈表处理结束"),
    "batch.received": _("接收批量核查"),
    "batch.ended": _("批量核查结束"),
    "batch.refused": _("批量核查被拒"),
    "batch.cancel_requested": _("要求取消批量核查"),
    "case.opened": _("立案"),
    "case.step": _("办理一步"),
    "case.overdue": _("逾期提醒"),
    "paper.made": _("制作文书"),
    "paper.read": _("查阅文书"),
    "notice.sent": _("发出通知"),
    "notice.served": _("送达"),
    "notice.read": _("查阅通知"),
    "decision.published": _("公示决定"),
    "decision.served": _("登记决定送达"),
    "decision.service_corrected": _("更正决定送达"),
    "services.received": _("收到送达登记表"),
    "services.cancel_requested": _("请求取消送达登记"),
    "services.ended": _("送达登记表处理结束"),
    "services.reported": _("系统报送送达日期"),
    "decision.withdrawn": _("撤回决定"),
    "publication.stopped": _("停止公示"),
    "contest.filed": _("复议或诉讼"),
    "contest.decided": _("复议或诉讼结果"),
    "adverse.made": _("成为失信信息"),
    "adverse.ended": _("失信信息终止"),
    "entry.made": _("列入名单"),
    "entry.ended": _("移出名单"),
    "entry.published": _("名单公布"),
    "measure.imposed": _("采取措施"),
    "measure.lifted": _("解除措施"),
    "dispute.marked": _("标注异议"),
    "dispute.settled": _("异议办结"),
    "dispute.moved": _("异议标注随更正转移"),
    "repair.done": _("信用修复"),
    "training.planned": _("安排培训"),
    "training.attended": _("参加培训"),
    "log.verification_asked": _("要求整本验证"),
    "log.verified": _("整本验证"),
    "key.destroyed": _("销毁密钥"),
}
ACTS: Words = {"posted": _("报送"), "corrected": _("更正"), "amended": _("部分变更")}
PROVISIONAL: Words = {
    "reported_only": _("该主体只由部门报送提及，登记库尚无登记信息。"),
    "code_flagged": _("该代码被标为重码或错码，请核对证照。"),
    "future_day": _("核查日期在将来，答复以目前所知为准。"),
}
FAULTS: Words = {
    "empty": _("未填写"),
    "length": _("应为18位"),
    "characters": _("含有不使用的字符"),
    "placeholder": _("是占位代码"),
    "area_not_digits": _("第3至8位应为数字"),
    "check_character": _("校验位不符"),
    "organisation_code": _("组织机构代码校验位不符"),
    "unknown_department": _("登记管理部门代码未知"),
}


def _stages(running: Promise, failed: Promise) -> Words:
    """The stages of a kind of bulk work, by what is done in it."""
    ends = {"failed": failed, "cancelled": _("已取消")}
    return {"received": _("已接收"), "running": running, "done": _("已完成"), **ends}


BATCH_STAGES: Words = _stages(_("核查中"), _("无法核查"))
SHEET_STAGES: Words = _stages(_("登记中"), _("无法登记"))
FEEDBACK_STAGES: Words = _stages(_("反馈中"), _("无法反馈"))
BULK_TONES = {"received": "accent", "running": "accent", "done": "good", "failed": "bad"}
STAGES: Words = dict(Stage.choices)
CHANNELS: Words = dict(Via.choices)
QUESTION_KINDS: Words = dict(Question.Kind.choices)
ANSWERS: Words = dict(Question.Answer.choices)
STAGE_TONES = {"posted": "good", "failed": "bad", "cancelled": "", "received": "accent"}


def told(words: Words, code: object) -> str:
    """What `code` is called in the reader's language; a code nobody named shows as it is."""
    return str(words.get(str(code), code))


def language() -> Language:
    """The language the reader uses now."""
    return "en" if (get_language() or "").startswith("en") else "zh"
