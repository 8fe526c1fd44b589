"""Sentences that stand on effects made by the rules, not by a decision of their own."""

from typing import Final

from mingjian.policy.schema.base import Text

PUBLICATION_EXIT: Final = Text(
    zh="公示期满自动停止公示；满最短公示期且纠正失信行为的，可以申请信用修复提前停止",
    en="publication ends by itself with its term, or earlier by repair once its least term is over",
)
ADVERSE_EXIT: Final = Text(
    zh="保存期满即不再作为不良信息；可以依法申请信用修复",
    en="it leaves the file with its term, or earlier by repair",
)
REMEDY: Final = Text(
    zh="可以向信用主管部门提出异议，可以依法对处罚决定申请行政复议或者提起行政诉讼",
    en="object with the credit office; review or suit against the decision as the law gives them",
)
NOT_FINAL: Final = "决定尚未生效确定：已申请复议或者提起诉讼"
SERVICE_CORRECTED: Final = "送达登记已更正，生效确定日期重新计算"
MARK_MOVED: Final = "不良信息的起算日期重新计算，异议标注随之转移"
FINALITY_BASIS: Final = "浙江省公共信用信息管理条例 11"
UNDONE_BASIS: Final = "行政处罚法 48"
"""The penalty's publication is withdrawn when its decision is undone (V, domain 12 D06)."""
SERVICE_MISSING: Final = "未报送达日期和处罚程序，无法判断决定何时生效确定"
