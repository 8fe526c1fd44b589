"""The API: every room's operations under one address, one documentation, one form of problem."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from ninja import NinjaAPI, Schema
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from pydantic import Field

from mingjian.accounts.access import PUBLIC, public
from mingjian.accounts.api_auth import BY_KEY_OR_SESSION
from mingjian.checks.api import router as checks
from mingjian.effects.api import router as effects
from mingjian.evidence.api import router as evidence
from mingjian.intake.api import router as intake
from mingjian.kernel.problem import NotFound
from mingjian.ledger.api import router as ledger
from mingjian.registry.api import router as registry
from mingjian.site.api_problems import MEDIA_TYPE, handle_all, told, with_methods_told

PREFIX: Final = "api/v1/"
PER_OPERATION: Final = "per_operation"
_DESCRIPTION: Final = """\
镇海区公共信用信息平台接口：主体与记录、信用核查与应用反馈、数据报送、送达登记、日志与验证。
每次答复都先写入日志；错误一律为 RFC 9457 问题文档，语言随 Accept-Language。

The public credit platform of a district: subjects and records, credit checks and feedback,
submissions, service days, and the log with its proofs. Every answer is logged before it leaves;
every error is a problem document of RFC 9457 in the language of Accept-Language.
"""


class ProblemOut(Schema):
    """A problem document (RFC 9457): what is wrong, and what you can do now."""

    type: str
    title: str = Field(description="发生了什么 / what went wrong")
    status: int
    detail: str = Field(description="可以怎么办 / what you can do now")
    code: str = Field(description="稳定的问题代码 / stable code")
    place: str | None = Field(description="所在字段 / the field it is about")
    facts: dict[str, Any]


class Api(NinjaAPI):
    """The API, whose documentation says for every operation that problems are documents."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """The OpenAPI 3.1 document."""
        document = super().get_openapi_schema(**kwargs | {"path_prefix": f"/{PREFIX}"})
        document["components"]["schemas"]["ProblemOut"] = ProblemOut.model_json_schema()
        reference = {"schema": {"$ref": "#/components/schemas/ProblemOut"}}
        problem = {"description": "Problem", "content": {MEDIA_TYPE: reference}}
        for operations in document["paths"].values():
            for operation in operations.values():
                operation["responses"]["default"] = problem
        return document

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of the function: names of operations are unique over all rooms."""
        return operation.view_func.__name__


api = Api(
    title="明鉴 Mingjian",
    version="1.0.0",
    description=_DESCRIPTION,
    docs_url=None,  # the pages of the package load scripts from outside
    auth=BY_KEY_OR_SESSION,
    urls_namespace="api",
)
handle_all(api)
for _router in (checks, intake, effects, registry, ledger, evidence):
    api.add_router("", _router)


@csrf_exempt  # nothing is written, and a problem document is wanted, not a page
@public
def no_such_address(request: HttpRequest) -> HttpResponse:
    """404 as a problem document, for addresses below the API's that it has not."""
    return told(request, NotFound(what=request.path))


def _finished(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    """The API's own routes: 405 told as a problem, and what they ask for marked on them."""
    for pattern in patterns:
        if not isinstance(pattern, URLPattern) or pattern.name == "api-root":
            continue
        is_document = pattern.name == "openapi-json"
        view = csrf_exempt(require_safe(pattern.callback)) if is_document else pattern.callback
        pattern.callback = with_methods_told(view)
        needed = PUBLIC if is_document else PER_OPERATION
        pattern.callback.access = needed  # type: ignore[attr-defined]  # functions carry attributes
        yield pattern


_routes, _app, _namespace = api.urls
urlpatterns = [
    path(PREFIX, include(([*_finished(_routes)], _app), namespace=_namespace)),
    re_path(f"^{PREFIX}", no_such_address),
]
