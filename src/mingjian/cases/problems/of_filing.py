"""An entry that cannot be filed with another body's document."""

from mingjian.kernel.problem import InvalidInput


class NotFiledHere(InvalidInput):
    """Only entries of red lists that others decide are filed so."""

    code = "cases.not-filed-here"
    zh = "“{list}”的条目不能凭认定机关的文书登记：只有认定权不在本区的红名单可以。"
    en = "Entries of “{list_en}” are not filed with a document: only red lists that others decide."
    zh_way = "由本区认定的，请提出认定；黑名单、重点关注名单随归集的记录进入。"
    en_way = "What is decided here goes by its procedure; black and watch entries need a record."
