import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from accounts.passwords import PASSWORD
from mingjian.accounts.access import access, access_of, declared, public, signed_in
from mingjian.accounts.actor import SYSTEM, Actor, Held, actor_of, remember, system
from mingjian.accounts.decide import UnderRule
from mingjian.accounts.people import give_role, open_account
from mingjian.kernel.problem import SignInFirst

CLERK = Actor("user:1", "示例窗口", "zhenhai-finance", (Held("clerk"),))


def view(request: HttpRequest, number: int = 0) -> HttpResponse:
    """A page."""
    return HttpResponse(f"{request.path} {number}")


def open_page(request: HttpRequest) -> HttpResponse:
    """A page for everybody, or one that decides itself."""
    return view(request)


@pytest.fixture
def anonymous() -> HttpRequest:
    request = RequestFactory().get("/page")
    request.user = AnonymousUser()
    return request


def test_the_mark_says_what_a_view_asks_for() -> None:
    assert access_of(access("log.read")(view)) == "log.read"
    assert access_of(signed_in(view)) == "signed_in"
    assert access_of(public(open_page)) == "public"
    assert access_of(len) is None


def test_a_guarded_view_keeps_its_name_and_words() -> None:
    guarded = access("log.read")(view)
    assert guarded.__name__ == "view"
    assert guarded.__doc__ == "A page."


def test_nobody_is_asked_to_sign_in(anonymous: HttpRequest) -> None:
    for guarded in (access("log.read")(view), signed_in(view)):
        with pytest.raises(SignInFirst):
            guarded(anonymous)


def test_without_the_right_the_view_does_not_run(anonymous: HttpRequest) -> None:
    remember(anonymous, CLERK)
    with pytest.raises(UnderRule):
        access("log.read")(view)(anonymous)


def test_with_the_right_it_runs(anonymous: HttpRequest) -> None:
    remember(anonymous, CLERK)
    assert access("check.ask")(view)(anonymous, number=7).content == b"/page 7"
    assert signed_in(view)(anonymous, 8).content == b"/page 8"


def test_a_right_nobody_knows_is_a_mistake_at_once() -> None:
    for decorator in (access, declared):
        with pytest.raises(ValueError, match="no right"):
            decorator("log.raed")


def test_a_declared_view_decides_itself(anonymous: HttpRequest) -> None:
    assert declared("check.ask")(open_page)(anonymous).status_code == 200


@pytest.mark.django_db
def test_the_person_signed_in_is_the_actor(
    anonymous: HttpRequest, django_assert_num_queries: type
) -> None:
    account = open_account("example", "示例", "zhenhai-finance", password=PASSWORD)
    give_role(account, "clerk", by=SYSTEM)
    anonymous.user = account
    with django_assert_num_queries(1):
        found = actor_of(anonymous)
        again = actor_of(anonymous)
    assert found is again
    assert (found.id, found.grants) == (f"user:{account.pk}", (Held("clerk"),))


@pytest.mark.django_db
def test_a_closed_account_is_nobody(anonymous: HttpRequest) -> None:
    account = open_account("example", "示例", "zhenhai-finance", password=PASSWORD)
    account.is_active = False
    anonymous.user = account
    with pytest.raises(SignInFirst):
        actor_of(anonymous)


def test_the_platform_says_what_it_does() -> None:
    assert system("posting").id == "system:posting"
    assert SYSTEM.is_system
    assert not CLERK.is_system
