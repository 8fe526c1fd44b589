"""What can go wrong on a public page."""

from mingjian.kernel.problem import NotFound, Problem


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


class TooMuchAsked(Problem):
    """More was asked within a minute than the site serves; the fact `seconds`: when to come again.

    RFC 6585, 4.
    """

    code = "too_much_asked"
    status = 429
    zh = "访问过于频繁，请在 {seconds} 秒后再来。"
    en = "Too many requests; come again in {seconds} seconds."
    zh_way = (
        "公示页面按来访地址限制每分钟的访问次数，导出一次按多次计。需要大量数据的，请联系区信用办。"
    )
    en_way = (
        "The public pages serve each address so many requests a minute; an export counts for "
        "several. Whoever needs much data may ask the credit office."
    )
