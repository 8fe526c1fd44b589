"""Every operation times every kind of caller, from the route table and roles.yaml."""

from collections.abc import Sequence

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from api.calling import Caller, call, every_caller
from api.routes import Route, routes
from mingjian.accounts.access import PUBLIC, SIGNED_IN, access_of
from mingjian.accounts.rights import RIGHTS
from mingjian.evidence.append import append
from mingjian.evidence.seal import seal_once
from mingjian.site.api import PER_OPERATION, urlpatterns

ROUTES = list(routes())
ANONYMOUS, REFUSED = 401, 403


def test_every_operation_says_what_it_asks_for() -> None:
    assert {route.access for route in ROUTES} <= RIGHTS.keys() | {PUBLIC, SIGNED_IN}


def test_every_route_is_marked() -> None:
    assert len(list(_patterns(urlpatterns))) > len(ROUTES) / 2
    for pattern in _patterns(urlpatterns):
        assert access_of(pattern.callback) in {PUBLIC, PER_OPERATION}


def test_names_of_operations_are_unique() -> None:
    assert len({route.name for route in ROUTES}) == len(ROUTES)


@pytest.mark.usefixtures("committed_db")
def test_every_caller_gets_in_exactly_where_allowed() -> None:
    append("test.started", actor="system:test", body={})
    seal_once()
    callers = every_caller()
    wrong = [
        f"{caller.name} {route.method} {route.path}: {status}"
        for route in ROUTES
        for caller in callers
        for status in [call(route.method, route.path, caller, **route.request()).status_code]
        if not _as_expected(route, caller, status)
    ]
    assert wrong == []
    assert len(callers) >= 9


def _as_expected(route: Route, caller: Caller, status: int) -> bool:
    if status >= 500:
        return False
    if route.access == PUBLIC:
        return status not in {ANONYMOUS, REFUSED}
    if caller.name == "anonymous":
        return status == ANONYMOUS
    allowed = route.access == SIGNED_IN or route.access in caller.rights
    return status not in {ANONYMOUS, REFUSED} if allowed else status == REFUSED


def _patterns(patterns: Sequence[object]) -> list[URLPattern]:
    found: list[URLPattern] = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found += _patterns(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            found.append(pattern)
    return found


def test_the_site_has_the_api() -> None:
    assert get_resolver().resolve("/api/v1/checks").namespaces == ["api"]
