"""Notices by e-mail, as jobs of PostgreSQL's queue."""

from django.core.mail import EmailMessage
from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from mingjian.papers.letter import letter
from mingjian.papers.models import Mail
from mingjian.papers.read import notice
from mingjian.papers.views import NoticeView

QUEUE = "papers"
RETRY = RetryStrategy(max_attempts=5, exponential_wait=4)


@app.task(name="papers.mail", queue=QUEUE, retry=RETRY)
def mail(notice_id: int) -> None:
    """Send one notice; every attempt is on record, and a failed one is tried again."""
    found = notice(notice_id)
    try:
        _message(found).send()
    except Exception as error:
        _record(notice_id, f"{type(error).__name__}: {error}")
        raise
    _record(notice_id, "")


def enqueue(notice_id: int) -> None:
    """Queue the mail in the caller's transaction: no notice without its mail, and none before."""
    mail.defer(notice_id=notice_id)


def _message(found: NoticeView) -> EmailMessage:
    text = letter(found.paper)
    body = "\n\n".join([text.heading, text.number, *text.paragraphs, text.signature, text.date])
    return EmailMessage(subject=text.title, body=body, to=[found.address])


def _record(notice_id: int, problem: str) -> None:
    with transaction.atomic():
        Mail.objects.create(notice_id=notice_id, succeeded=not problem, problem=problem)
