"""Signing in, with a pause after repeated failures."""

from datetime import timedelta
from typing import Final

from django.contrib.auth import authenticate, login
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from mingjian.accounts.models import Account, SignIn
from mingjian.accounts.problems import LockedOut, WrongPassword

FAILURES: Final = 5
PAUSE: Final = timedelta(minutes=15)


def sign_in(request: HttpRequest, username: str, password: str) -> Account:
    """Sign the person in for this session.

    Attempts on one name take turns, so guessing in parallel gains nothing; names nobody has are
    counted too, so the pause does not tell who has an account.

    Raises:
        LockedOut: (429) after FAILURES failures within PAUSE.
        WrongPassword: (401) when the two do not belong together.
    """
    with transaction.atomic():
        _take_turn(username)
        _refuse_when_paused(username)
        account = authenticate(request, username=username, password=password)
        SignIn.objects.create(username=username[:64], succeeded=account is not None)
    if not isinstance(account, Account):
        raise WrongPassword
    login(request, account)
    return account


def _take_turn(username: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [username])


def _refuse_when_paused(username: str) -> None:
    latest = SignIn.objects.filter(username=username[:64], at__gt=timezone.now() - PAUSE)
    last = list(latest.order_by("-at")[:FAILURES])
    if len(last) == FAILURES and not any(attempt.succeeded for attempt in last):
        raise LockedOut(minutes=int(PAUSE.total_seconds() // 60))
