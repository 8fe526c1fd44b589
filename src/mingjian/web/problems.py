"""Pages for problems: the sentence the API would give, and the way out."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from mingjian.kernel.problem import InvalidInput, NotAllowed, NotFound, Problem, TooLarge
from mingjian.web.words import language


class FormExpired(NotAllowed):
    """A form without the mark that it came from one of our pages (CSRF)."""

    code = "form_expired"
    zh = "页面已失效，提交未被接受。"
    en = "The page has expired; what you sent was not accepted."
    zh_way = "请返回上一页，刷新后重新提交。"
    en_way = "Go back, reload the page and send it again."


class WrongMethod(Problem):
    """A page was asked for in a way it does not serve; the fact `method` says which."""

    code = "wrong_method"
    status = 405
    zh = "此页面不接受 {method} 请求。"
    en = "This page does not serve {method} requests."
    zh_way = "请返回首页，从菜单进入。"
    en_way = "Go back to the home page and enter by the menu."


class Broken(Problem):
    """A fault of the platform itself; what exactly stands in the operators' log."""

    code = "broken"
    status = 500
    zh = "平台内部出错，本次操作未完成。"
    en = "The platform failed; what you asked for was not done."
    zh_way = "没有数据因此丢失。请稍后重试；持续出现请联系平台运维。"
    en_way = "No data were lost by it. Try again later; if it stays, call the platform's operators."


def problem_page(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The page of a problem, with its status; a fragment when htmx asked."""
    facts = {
        "sentence": problem.sentence(language()),
        "way_out": problem.way_out(language()),
        "code": problem.code,
        "status": problem.status,
    }
    fragment = bool(request.headers.get("HX-Request"))
    name = "components/problem.html" if fragment else "problem.html"
    return render(request, name, facts, status=problem.status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's own 400; what is too large says so, and how large it may be."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return problem_page(request, TooLarge(limit=_largest_form()))
    return problem_page(request, InvalidInput(reason=type(exception).__name__))


def _largest_form() -> str:
    return f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20} MiB"


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's own 403."""
    return problem_page(request, NotAllowed(rule=str(exception) or type(exception).__name__))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No screen has this address."""
    del exception
    return problem_page(request, NotFound(what=_("页面 %(path)s") % {"path": request.path}))


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault nobody foresaw."""
    return problem_page(request, Broken())


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page of `CSRF_FAILURE_VIEW`; why exactly is not the sender's concern."""
    del reason
    return problem_page(request, FormExpired())
