"""Who calls the API: a client system by key, or a person by the session of the screens."""

from importlib import import_module
from typing import Final

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer

from mingjian.accounts.actor import Actor, actor_of_account, remember
from mingjian.accounts.clients import client_of
from mingjian.accounts.models import Account

_ON_REQUEST = "mingjian_presented_key"


class ClientKey(HttpBearer):
    """`Authorization: Bearer mj_…`. With `look_up` False the verb behind looks the key up."""

    openapi_description = "接入密钥 / key of a client system"

    def __init__(self, *, look_up: bool = True) -> None:
        super().__init__()
        self.look_up = look_up

    def authenticate(self, request: HttpRequest, token: str) -> Actor | str | None:
        """The client, or the key as presented."""
        if not self.look_up:
            setattr(request, _ON_REQUEST, token)
            return token
        actor = client_of(token)
        return None if actor is None else remember(request, actor)


class Session(APIKeyCookie):
    """The session cookie of the screens; writing needs the CSRF token too."""

    param_name = settings.SESSION_COOKIE_NAME
    openapi_description = "登录会话，写入另须 X-CSRFToken / session of a person signed in"

    def __call__(self, request: HttpRequest) -> Actor | None:
        """Nobody without a cookie, so that a missing key is not told as a CSRF failure."""
        return super().__call__(request) if self.param_name in request.COOKIES else None

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        """The person signed in; the lean chain of the API has no session middleware."""
        if not hasattr(request, "session"):
            request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
        user = get_user(request)
        if not isinstance(user, Account) or not user.is_active:
            return None
        return remember(request, actor_of_account(user))


# For every operation, and for the one whose single statement looks the key up itself.
BY_KEY_OR_SESSION: Final = (ClientKey(), Session())
PRESENTED: Final = (ClientKey(look_up=False), Session())


def presented_key(request: HttpRequest) -> str | None:
    """The key that `PRESENTED` took from the request, not yet looked up."""
    return getattr(request, _ON_REQUEST, None)
