from datetime import datetime, timedelta

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone

from accounts.passwords import PASSWORD
from mingjian.accounts.models import Account, SignIn
from mingjian.accounts.people import close_account, open_account
from mingjian.accounts.problems import LockedOut, WrongPassword
from mingjian.accounts.sign_in import FAILURES, PAUSE, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def account() -> Account:
    return open_account("example", "示例", "zhenhai-finance", password=PASSWORD)


@pytest.fixture
def request_() -> HttpRequest:
    request = RequestFactory().post("/sign-in/")
    request.session = SessionStore()
    return request


def fail(request: HttpRequest, name: str = "example", times: int = FAILURES) -> None:
    for _ in range(times):
        with pytest.raises(WrongPassword):
            sign_in(request, name, "wrong")


def test_the_right_password_opens_a_session(account: Account, request_: HttpRequest) -> None:
    assert sign_in(request_, "example", PASSWORD) == account
    assert request_.session[SESSION_KEY] == str(account.pk)


def test_a_wrong_password_and_an_unknown_name_are_told_alike(
    account: Account, request_: HttpRequest
) -> None:
    told = []
    for name in (account.username, "nobody"):
        with pytest.raises(WrongPassword) as problem:
            sign_in(request_, name, "wrong")
        told.append(problem.value.document())
    assert told[0] == told[1]


@pytest.mark.usefixtures("account")
def test_after_failures_in_a_row_even_the_right_password_waits(request_: HttpRequest) -> None:
    fail(request_)
    with pytest.raises(LockedOut) as problem:
        sign_in(request_, "example", PASSWORD)
    assert problem.value.status == 429
    assert "15" in problem.value.sentence("zh")


def test_the_pause_ends(account: Account, request_: HttpRequest) -> None:
    fail(request_)
    later: datetime = timezone.now() + PAUSE + timedelta(seconds=1)
    with time_machine.travel(later):
        assert sign_in(request_, "example", PASSWORD) == account


@pytest.mark.usefixtures("account")
def test_waiting_attempts_do_not_lengthen_the_pause(request_: HttpRequest) -> None:
    fail(request_)
    with pytest.raises(LockedOut):
        sign_in(request_, "example", PASSWORD)
    assert SignIn.objects.count() == FAILURES


@pytest.mark.usefixtures("account")
def test_a_success_starts_the_count_again(request_: HttpRequest) -> None:
    fail(request_, times=FAILURES - 1)
    sign_in(request_, "example", PASSWORD)
    fail(request_, times=FAILURES - 1)
    sign_in(request_, "example", PASSWORD)


def test_the_pause_is_of_one_name_only(account: Account, request_: HttpRequest) -> None:
    fail(request_, name="nobody")
    with pytest.raises(LockedOut):
        sign_in(request_, "nobody", "wrong")
    assert sign_in(request_, "example", PASSWORD) == account


def test_a_closed_account_stays_outside(account: Account, request_: HttpRequest) -> None:
    close_account(account)
    with pytest.raises(WrongPassword):
        sign_in(request_, "example", PASSWORD)


def test_a_very_long_or_strange_name_is_only_wrong(request_: HttpRequest) -> None:
    for name in ("长" * 500, "a\tb", "' OR 1=1 --"):
        with pytest.raises(WrongPassword):
            sign_in(request_, name, "wrong")
