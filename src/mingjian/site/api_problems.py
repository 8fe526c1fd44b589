"""Everything that goes wrong in the API, as a problem document of RFC 9457."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from mingjian.accounts.spoken import language_of
from mingjian.kernel.problem import (
    InvalidInput,
    NotAllowed,
    NotFound,
    Problem,
    SignInFirst,
    TooLarge,
    Unavailable,
)

MEDIA_TYPE: Final = "application/problem+json"
NOT_JSON: Final = {
    "reason": "请求体不是完整的 UTF-8 编码 JSON",
    "reason_en": "the body is not whole JSON in UTF-8",
}
NOT_A_FORM: Final = {
    "reason": "multipart 请求体不完整，或者请求头没有写明 boundary",
    "reason_en": "the multipart body is not whole, or its header names no boundary",
}
_log = logging.getLogger(__name__)


class BadRequest(InvalidInput):
    """The request cannot be read at all. Facts: reason, reason_en."""

    code = "api.bad_request"
    status = 400
    zh = "请求无法读取：{reason}。"
    en = "The request cannot be read: {reason_en}."


class FieldsWrong(InvalidInput):
    """Fields of the request are missing or wrong. Facts: errors, each with place and reason."""

    code = "api.fields_wrong"
    zh = "请求中有缺少或不符合要求的字段：{fields}。"
    en = "Fields of the request are missing or wrong: {fields}."
    zh_way = "请按 errors 逐项更正；字段说明见接口文档。"
    en_way = "Correct what errors lists; the fields are described in the API's documentation."


class CsrfMissing(NotAllowed):
    """A session writes without its CSRF token. Facts: rule."""

    code = "api.csrf_missing"
    zh = "会话写入须带 CSRF 令牌。"
    en = "A session that writes must send its CSRF token."
    zh_way = "请在请求头 X-CSRFToken 中带上令牌，或使用接入密钥。"
    en_way = "Send it in the header X-CSRFToken, or use a client key."


class MethodNotAllowed(Problem):
    """The address is right, the method is not. Facts: allowed."""

    code = "api.method_not_allowed"
    status = 405
    zh = "此地址不支持该方法。"
    en = "This address does not have that method."
    zh_way = "可用的方法：{allowed}。"
    en_way = "The methods are: {allowed}."


class InternalFault(Problem):
    """We made a mistake; it is in the platform's own log."""

    code = "api.internal_fault"
    zh = "平台内部错误，本次请求未完成。"
    en = "A fault inside the platform; the request was not completed."
    zh_way = "请稍后重试；持续出现请联系平台运维。"
    en_way = "Try again later; if it stays, call the platform's operators."


def told(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The problem document in the caller's language."""
    document = problem.document(language_of(request))
    response = JsonResponse(
        document,
        status=problem.status,
        content_type=MEDIA_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )
    if problem.status == SignInFirst.status:
        response["WWW-Authenticate"] = "Bearer"
    return response


def handle_all(api: NinjaAPI) -> None:
    """Let every exception of the API's operations become a problem document."""
    for kind in (Problem, ValidationError, HttpError, Http404, SuspiciousOperation, Exception):
        api.add_exception_handler(kind, _handle)


def with_methods_told(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The same view with its plain 405 as a problem document; Allow stays."""

    @wraps(view)
    def telling(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code != MethodNotAllowed.status:
            return response
        problem = told(request, MethodNotAllowed(allowed=response["Allow"]))
        problem["Allow"] = response["Allow"]
        return problem

    return telling


def _handle(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    return told(request, _problem_of(request, error))


def _problem_of(request: HttpRequest, error: object) -> Problem:
    """What to tell; the platform's own faults are noted before they are hidden."""
    problem: Problem = InternalFault()
    match error:
        case Problem():
            problem = error
        case ValidationError():
            problem = _fields(error)
        case HttpError():
            problem = _http(error)
        case Http404():
            problem = NotFound(what=request.path)
        case RequestDataTooBig():
            problem = TooLarge(limit=settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        case SuspiciousOperation():
            name = type(error).__name__
            problem = BadRequest(reason=name, reason_en=name)
        case MultiPartParserError() | UnreadablePostError():
            problem = BadRequest(**NOT_A_FORM)
        case Exception() if _database_is_away(error):
            # The database went away under the request: nothing was done, asking again is right.
            _log.warning("The database did not answer at %s", request.path, exc_info=True)
            problem = Unavailable(what="database")
        case _:
            _log.error("API fault at %s", request.path, exc_info=True)
    return problem


def _database_is_away(error: BaseException | None) -> bool:
    """Whether the database's silence is behind it; the queue wraps it in an error of its own."""
    while error is not None and not isinstance(error, OperationalError | InterfaceError):
        error = error.__cause__
    return error is not None


def _fields(error: ValidationError) -> Problem:
    errors = [
        {"place": ".".join(map(str, one["loc"][1:])), "reason": one["type"], "told": one["msg"]}
        for one in error.errors
    ]
    fields = ", ".join(sorted({one["place"] or "body" for one in errors}))
    place = errors[0]["place"] if errors else None
    return FieldsWrong(place=place, errors=errors, fields=fields, reason=fields)


def _http(error: HttpError) -> Problem:
    if isinstance(error, AuthenticationError):
        return SignInFirst()
    if error.status_code == NotAllowed.status:
        return CsrfMissing(rule="csrf")
    # What the parser of bodies says is English and names no way out; it only ever reads JSON.
    return BadRequest(**NOT_JSON)
