"""The rights one can hold: what may be done, each with its name in both languages."""

from typing import Final

from mingjian.policy.schema.base import Text

RIGHTS: Final[dict[str, Text]] = {
    "intake.send": Text(zh="报送数据", en="send data"),
    "intake.read": Text(zh="查看报送批次", en="see submissions"),
    "intake.oversee": Text(zh="督办各部门报送", en="oversee the departments' deliveries"),
    "question.read": Text(zh="查看疑问数据", en="see questions about rows"),
    "question.answer": Text(zh="答复疑问数据", en="answer questions about rows"),
    "subject.read": Text(zh="查询主体", en="look up subjects"),
    "subject.succeed": Text(zh="登记主体承继", en="write who took over from whom"),
    "subject.mark": Text(zh="登记重错码及其处理", en="write returned codes, and settle them"),
    "record.read": Text(zh="查看信用记录", en="see credit records"),
    "check.ask": Text(zh="信用核查", en="check credit"),
    "check.feedback": Text(zh="反馈核查应用结果", en="report what was decided after a check"),
    "log.read": Text(zh="查看日志条目", en="see entries of the log"),
    "log.verify": Text(zh="验证日志", en="verify the log"),
    "access.explain": Text(zh="查看授权理由", en="see why access is given or refused"),
    "account.manage": Text(zh="管理账号与权限", en="manage accounts and rights"),
    "catalogue.read": Text(zh="查看数据清单", en="see the catalogue"),
    "paper.read": Text(zh="查看文书", en="see papers"),
    "notice.read": Text(zh="查看通知和送达", en="see notices and their service"),
    "effect.read": Text(zh="查看信用效果", en="see what is in force"),
    "case.propose": Text(zh="提出认定建议", en="propose a determination"),
    "case.decide": Text(zh="签发决定", en="sign decisions"),
    "case.review": Text(zh="复核", en="review a decision"),
    "case.apply": Text(zh="提出异议和修复申请", en="object and apply for repair"),
    "case.read": Text(zh="查看案件", en="see cases"),
    "case.oversee": Text(zh="督办案件", en="oversee cases"),
}

# What these rights open has no owner: a scope would say nothing.
UNSCOPED: Final = frozenset(
    {"catalogue.read", "log.verify", "subject.read", "subject.succeed", "subject.mark"}
)
