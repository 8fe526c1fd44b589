"""An entry that cannot be filed with another body's document, or is not published so."""

from mingjian.kernel.problem import InvalidInput


class NotFiledHere(InvalidInput):
    """Only entries of red lists that others decide are filed so."""

    code = "cases.not-filed-here"
    zh = "“{list}”的条目不能凭认定机关的文书登记：只有认定权不在本区的红名单可以。"
    en = "Entries of “{list_en}” are not filed with a document: only red lists that others decide."
    zh_way = "由本区认定的，请提出认定；黑名单、重点关注名单随归集的记录进入。"
    en_way = "What is decided here goes by its procedure; black and watch entries need a record."


class NotPublishedHere(InvalidInput):
    """Entries are published by their case; filed ones only where their issuer publishes them."""

    code = "cases.not-published-here"
    zh = "“{list}”的这个条目不能登记公布：没有来源表明认定机关公布该名单，或者条目随案件公布。"
    en = (
        "This entry of “{list_en}” cannot be published so: no source says that its issuer "
        "publishes the list, or its case publishes it."
    )
    zh_way = "由本区认定的，在案件中办理“公布”；名单是否公布不详的，请区信用办核实后补入政策包。"
    en_way = (
        "What is decided here is published by its case; where it is not known whether the list is "
        "public, the credit office finds out and completes the pack."
    )


class PlaceMissing(InvalidInput):
    """It does not say where the issuer published."""

    code = "cases.place-missing"
    zh = "没有写明认定机关在哪里公布。"
    en = "It does not say where the issuer published it."
    zh_way = "请填写网址或者公告的名称、文号。"
    en_way = "Name the address of the page, or the announcement and its number."
