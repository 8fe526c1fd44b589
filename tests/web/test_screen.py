"""What every screen does: who may come, what a problem looks like, which headers leave."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from mingjian.accounts.access import access_of
from mingjian.kernel.problem import TooLarge, Unavailable
from mingjian.web.problems import form_expired, server_error
from mingjian.web.screen import PUBLIC, screen
from web.conftest import SignIn

PLACES = ["/", "/catalogue/", "/check/", "/log/?kind=check.asked"]


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("place", PLACES)
def test_whoever_is_not_signed_in_goes_to_the_sign_in_page_and_back(
    client: Client, place: str
) -> None:
    response = client.get(place)
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/sign-in/?next=%2F")


@pytest.mark.usefixtures("db")
def test_a_fragment_asked_for_without_session_sends_the_whole_page_to_sign_in(
    client: Client,
) -> None:
    response = client.get("/catalogue/", headers={"HX-Request": "true"})
    assert response.status_code == 204
    assert response.headers["HX-Redirect"] == "/sign-in/"


def test_a_refusal_names_its_rule_in_both_languages(signed_in: SignIn) -> None:
    browser = signed_in("clerk")
    chinese = browser.get("/office/")
    assert chinese.status_code == 403
    assert "no_role.intake.oversee" in chinese.content.decode()
    english = browser.get("/office/", headers={"Accept-Language": "en"}).content.decode()
    assert "This is not allowed" in english
    assert "no_role.intake.oversee" in english


def test_an_unknown_address_is_a_page_with_a_way_out(signed_in: SignIn) -> None:
    response = signed_in("clerk").get("/nowhere/")
    assert response.status_code == 404
    assert "/nowhere/" in response.content.decode()
    assert "返回首页" in response.content.decode()


def test_nothing_foreign_runs_and_no_cache_keeps_a_page(signed_in: SignIn) -> None:
    headers = signed_in("clerk").get("/catalogue/").headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"


def test_pages_hold_no_inline_style_script_or_handler(signed_in: SignIn) -> None:
    page = signed_in("credit_office").get("/catalogue/penalty/").content.decode()
    for forbidden in ("style=", "<style", "onclick", "javascript:", "http://", "//cdn"):
        assert forbidden not in page, forbidden


def test_another_method_is_refused_with_the_ones_there_are(signed_in: SignIn) -> None:
    response = signed_in("clerk").post("/catalogue/")
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET"
    assert "POST" in response.content.decode()


def test_a_head_request_is_served_like_a_get(signed_in: SignIn) -> None:
    response = signed_in("clerk").head("/catalogue/")
    assert (response.status_code, response.content) == (200, b"")


def test_a_form_of_too_many_fields_is_413(client: Client) -> None:
    response = client.post("/sign-in/", {f"field{n}": "x" for n in range(1200)})
    assert response.status_code == 413
    assert "10 MiB" in response.content.decode()


def test_a_form_without_its_mark_is_refused() -> None:
    response = Client(enforce_csrf_checks=True).post("/sign-out/")
    assert response.status_code == 403


def test_the_page_of_an_expired_form_says_what_to_do() -> None:
    response = form_expired(RequestFactory().get("/"))
    assert response.status_code == 403
    assert "form_expired" in response.content.decode()


@pytest.mark.parametrize(
    ("problem", "status"), [(TooLarge(limit="1 GiB"), 413), (Unavailable(what="x"), 503)]
)
def test_a_problem_keeps_its_status_and_its_sentence(
    problem: TooLarge | Unavailable, status: int
) -> None:
    @screen(PUBLIC)
    def breaks(_request: HttpRequest) -> HttpResponse:
        raise problem

    whole = breaks(RequestFactory().get("/"))
    part = breaks(RequestFactory().get("/", headers={"HX-Request": "true"}))
    assert whole.status_code == part.status_code == status
    assert isinstance(part, HttpResponse)
    assert problem.sentence() in part.content.decode()
    assert "<html" not in part.content.decode()


def test_a_fault_nobody_foresaw_shows_no_trace() -> None:
    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Traceback" not in response.content.decode()


def test_a_screen_says_what_it_asks_for() -> None:
    @screen("log.read")
    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert access_of(view) == "log.read"


def test_a_right_nobody_knows_is_refused_when_the_screen_is_made() -> None:
    with pytest.raises(ValueError, match="no right"):
        screen("fly")
