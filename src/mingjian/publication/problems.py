"""What can go wrong on a public page."""

from mingjian.kernel.problem import NotFound


class NotPublic(NotFound):
    """No public page has this organisation: it is not known here, or not of a public kind."""

    code = "not_public"
    zh = "公示中没有这个主体。"
    en = "This organisation is not on the public pages."
    zh_way = "请核对统一社会信用代码；个体工商户和自然人不在公示之列，可以登录查看自己的档案。"
    en_way = (
        "Check the code. Individual businesses and natural persons are not shown in public; "
        "each can sign in to see its own file."
    )
