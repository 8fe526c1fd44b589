"""The API: every room's operations under one address, one documentation, one form of problem."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, URLResolver, path, re_path
from django.utils.translation import get_language_from_request
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from mingjian.accounts.access import public
from mingjian.accounts.api_auth import BY_KEY_OR_SESSION
from mingjian.checks.api import router as checks
from mingjian.kernel.problem import Language, NotFound, Problem, SignInFirst, TooLarge
from mingjian.site.api_problems import (
    BadRequest,
    FieldsWrong,
    InternalFault,
    MethodNotAllowed,
    NotAccepted,
)

PREFIX = "api/v1/"
PROBLEM = "application/problem+json"
_log = logging.getLogger(__name__)
_DESCRIPTION = """\
镇海区公共信用信息平台接口：查询主体与记录、信用核查、应用反馈、报送与日志验证。
每次答复都先写入日志；错误一律为 RFC 9457 问题文档，语言随 Accept-Language。

The public credit platform of a district: subjects and records, credit checks and feedback,
submissions, and the log with its proofs. Every answer is logged before it leaves; every error is a
problem document of RFC 9457, in the language of Accept-Language.
"""
