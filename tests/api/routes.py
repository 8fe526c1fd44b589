"""The API's route table, with a sample request for each operation."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from checks.filing import code_of
from mingjian.accounts.access import access_of
from mingjian.site.api import api

# A sample for each path parameter and each body: a new operation without one fails its test.
PARAMETERS: Final = {
    "receipt": "1-000000000000",
    "code": code_of(7),
    "entry_id": "999999",
    "submission_id": "999999",
    "item_id": "penalty",
    "batch_id": "999999",
}
BODIES: Final[dict[str, dict[str, Any]]] = {
    "create_check": {
        "code": code_of(7),
        "matter": "licensing",
        "purpose": "decision",
        "case": "示办1",
    },
    "create_feedback": {"outcome": "approved"},
    "create_submission_of_rows": {"item": "penalty", "rows": [{"CF_WSH": "示罚〔2024〕1号"}]},
    "report_service_days": {
        "services": [
            {
                "number": "示罚〔2024〕1号",
                "served_on": "2024-03-05",
                "how": "direct",
                "procedure": "ordinary",
                "told": True,
            }
        ]
    },
    "cancel_submission": {},
    "cancel_check_batch": {},
}
FORMS: Final = {
    "create_submission": {"item": "penalty"},
    "create_batch": {"matter": "licensing", "purpose": "decision", "case": "示办1"},
}
QUERIES: Final = {
    "find_subjects": "?q=示例",
    "list_joint_cases": "?since=2026-01-01&until=2027-01-01",
    "read_consistency": "?old=0&new=0",
}


@dataclass(frozen=True)
class Route:
    """One operation and what it asks of its caller."""

    name: str
    method: str
    path: str
    access: str | None
    body: dict[str, Any] | None

    def request(self) -> dict[str, Any]:
        """What to send: a form with a file, a JSON body, or nothing."""
        if self.name not in FORMS:
            return {"json": self.body}
        file = (BytesIO("行政相对人名称\n示例贸易有限公司\n".encode()), "example.csv")
        return {"data": FORMS[self.name] | {"file": file}}


def routes() -> Iterator[Route]:
    """Every operation of every room."""
    for bound in api._get_bound_routers():
        for template, view in bound.path_operations.items():
            for operation in view.operations:
                name = operation.view_func.__name__
                path = template.format(**PARAMETERS) + QUERIES.get(name, "")
                for method in operation.methods:
                    body = None if method == "GET" or name in FORMS else BODIES[name]
                    yield Route(name, method, path, access_of(operation.view_func), body)
