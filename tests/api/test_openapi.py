"""The API's document: committed, whole, and about one class for each name."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from mingjian.site.api import api

COMMITTED = Path(__file__).parents[2] / "docs" / "client-developer" / "openapi.json"
HOW = "write it anew: make openapi"


def operations() -> list[dict[str, Any]]:
    schema = api.get_openapi_schema()
    return [one for path in schema["paths"].values() for one in path.values()]


def test_the_committed_document_is_up_to_date() -> None:
    committed = json.loads(COMMITTED.read_text(encoding="utf-8"))
    assert committed == json.loads(json.dumps(api.get_openapi_schema())), HOW


def test_it_is_openapi_3_1_and_says_how_to_come_in() -> None:
    schema = api.get_openapi_schema()
    assert schema["openapi"].startswith("3.1")
    assert schema["components"]["securitySchemes"]["ClientKey"]["scheme"] == "bearer"


def test_every_operation_is_told_in_both_languages() -> None:
    for one in operations():
        assert any("\u4e00" <= letter <= "\u9fff" for letter in one["summary"]), one["operationId"]
        assert " / " in one["summary"], one["operationId"]
        assert one["description"], one["operationId"]
        assert one["tags"], one["operationId"]


def test_every_operation_tells_problems() -> None:
    for one in operations():
        assert "application/problem+json" in one["responses"]["default"]["content"]


def test_no_two_schemas_share_a_name() -> None:
    classes: defaultdict[str, set[type[BaseModel]]] = defaultdict(set)
    for bound in api._get_bound_routers():
        for view in bound.path_operations.values():
            for operation in view.operations:
                for model in (*operation.models, *operation.response_models.values()):
                    _gather(model, classes)
    shared = {name for name, found in classes.items() if len(found) > 1}
    assert shared - {"NinjaResponseSchema"} == set()


def _gather(annotation: Any, classes: dict[str, set[type[BaseModel]]]) -> None:
    """Every schema class that a class or annotation names, at any depth."""
    for inner in getattr(annotation, "__args__", ()):
        _gather(inner, classes)
    if not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        return
    name = annotation.__name__
    if annotation in classes[name]:
        return
    if not name.endswith(("Params", "NinjaResponseSchema")):
        classes[name].add(annotation)
    for field in annotation.model_fields.values():
        _gather(field.annotation, classes)
