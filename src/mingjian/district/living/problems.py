"""What stops the stories."""

from mingjian.kernel.problem import Conflict


class NotMadeUp(Conflict):
    """An organisation that might be real."""

    code = "district.not-made-up"
    zh = "{code} 不是示例主体，不得用于演示。"
    en = "{code} is not a made-up organisation: no story is told about it."
    zh_way = "演示只能使用区划代码330299、名称含“示例”的主体。"
    en_way = "The demonstration uses codes of division 330299 and names with 示例 only."
