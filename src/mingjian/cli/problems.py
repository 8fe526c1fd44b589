"""What stands in the way of a command."""

from mingjian.kernel.problem import Conflict


class SeveralCases(Conflict):
    """Several units have a case of this number."""

    code = "cli.several-cases"
    zh = "多个单位都有案号 {number}：{units}。"
    en = "Several units have a case {number}: {units}."
    zh_way = "请加 --unit 指明承办单位。"
    en_way = "Add --unit."
