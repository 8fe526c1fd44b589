"""Papers of made-up subjects (division 330299, names marked 示例) for tests."""

import os
from dataclasses import replace
from datetime import date, timedelta

from django.utils import timezone

from mingjian.papers.draft import Addressee, Draft
from mingjian.papers.make import make
from mingjian.papers.send import send
from mingjian.papers.serve import serve
from mingjian.papers.views import NoticeView, PaperView, ServiceView
from registry.register import code, enrol

UNIT = "zhenhai-market-regulation"
OTHER = "zhenhai-finance"
WHO = "user:1"


def subject(number: int = 1, prefix: str = "91") -> int:
    """A made-up organisation in the registry; `prefix` of its code tells of what kind."""
    own = code(number, prefix)
    return enrol([(own, f"示例{number}号有限公司")])[own]


def ago(days: int) -> date:
    """So many days before today; asked within a test, for a run may cross midnight."""
    assert "PYTEST_CURRENT_TEST" in os.environ, "a day computed at import is yesterday's tomorrow"
    return timezone.localdate() - timedelta(days=days)


def draft(subject_id: int | None, **changes: object) -> Draft:
    """A signed decision of thirty days ago, unless changed."""
    plain = Draft("decision", "示例决定书", WHO, UNIT, subject_id, {"decision": "列入示例名单"})
    signed = replace(plain, signed_by="示例局长", signed_on=ago(30))
    return replace(signed, **changes)  # type: ignore[arg-type]  # of a test


def paper(subject_id: int | None, **changes: object) -> PaperView:
    """That decision, made."""
    return make(draft(subject_id, **changes))


def sent(paper_id: int, subject_id: int, on: date | None = None) -> NoticeView:
    """The paper sent to the subject's inbox."""
    return send(paper_id, Addressee(subject_id), "inbox", actor=WHO, on=on or ago(28))


def served(paper_id: int, subject_id: int, on: date) -> ServiceView:
    """The paper sent and served on one day."""
    return serve(sent(paper_id, subject_id, on).id, on, "direct", actor=WHO)
