"""The document of whoever decides a red list, as a demonstration would have it."""

from io import BytesIO

from django.utils import timezone

from mingjian.cases.filing import Document, Filing
from mingjian.district.living.filling import article
from mingjian.district.living.thread import Thread
from mingjian.effects.gate import Article
from mingjian.policy.schema.base import Text

ISSUER = "示例认定机关"
EXIT = Text(
    zh="重新认证或者评价不再符合的，由认定机关移出", en="when its issuer finds it met no more"
)
REMEDY = Text(zh="可以向认定机关申请复核", en="its issuer looks at it again on application")


def filing(thread: Thread) -> Filing:
    """An entry on the story's list, by a made-up document of today."""
    today = timezone.localdate()
    text = f"示例认定文书：{thread.firm.name}"
    document = Document(
        issuer=ISSUER,
        number=f"示例〔{today.year}〕1号",
        decided_on=today,
        served_on=today,
        how="publication",
        file=BytesIO(text.encode()),
        filename="示例认定文书.txt",
    )
    basis = Article(**article(thread, today))
    return Filing(thread.list_id, thread.firm, document, basis, EXIT, REMEDY)
