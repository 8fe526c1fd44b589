"""What the database refused, as a problem with a sentence: the constraints are the one rule."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from django.db import IntegrityError, transaction

from mingjian.home.refused import constraint_of
from mingjian.kernel.problem import Problem
from mingjian.papers.problems import AlreadyServed, NumberTaken, PaperUnfit
from mingjian.policy.schema.base import Text

_WHY: Final[dict[str, Text]] = {
    "papers_paper_says": Text(
        zh="文号、标题、制作人和签发人不得为空白",
        en="number, title, maker and signer must not be blank",
    ),
    "papers_signed_by_and_on": Text(
        zh="签发人与签发日期须同时填写",
        en="a signer needs a date of signature, and a date a signer",
    ),
    "papers_not_ahead": Text(zh="签发日期不得晚于今日", en="it is signed in the future"),
    "papers_subject_known": Text(zh="主体不在主体库中", en="the subject is not in the registry"),
    "papers_notice_of_subject": Text(
        zh="文书不是关于收件主体的", en="the paper is not about the subject that it is sent to"
    ),
    "papers_sent_in_time": Text(
        zh="发出日期早于签发或晚于今日", en="it is sent before its signature or in the future"
    ),
    "papers_served_in_time": Text(
        zh="送达日期早于发出或晚于今日", en="it is served before it was sent or in the future"
    ),
    "papers_how_fits": Text(
        zh="单位以签收为送达，主体须有送达方式", en="units acknowledge, subjects are served"
    ),
    "papers_of_a_unit_or_a_subject": Text(
        zh="文书须有制作单位或当事主体", en="a paper is of a unit or of a subject"
    ),
    "papers_email_has_address": Text(zh="电子邮件须有地址", en="an e-mail needs an address"),
}
_NUMBERS: Final = frozenset({"papers_number_once"})
_SERVED: Final = frozenset({"papers_service_notice_id_key"})


@contextmanager
def told(**facts: str | int | None) -> Iterator[None]:
    """Tell a refusal of the database as a problem; the caller's transaction stays usable.

    Raises:
        PaperUnfit, NumberTaken, AlreadyServed: by the name of the constraint that refused.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise _problem(constraint_of(error), facts) from error


def _problem(rule: str, facts: Mapping[str, object]) -> Problem:
    if rule in _NUMBERS:
        return NumberTaken(number=facts.get("number"))
    if rule in _SERVED:
        return AlreadyServed(notice=facts.get("notice"))
    why = _WHY.get(rule, Text(zh="数据库拒绝", en="the database refuses"))
    return PaperUnfit(rule=rule, reason_zh=why.zh, reason_en=why.en)
