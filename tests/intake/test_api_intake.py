"""Intake over HTTP: the operations themselves; rights by route are tested with all routes."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from ninja.testing import TestClient
from openpyxl import load_workbook

from intake.letters import MARKET, as_csv, deliver, licence
from intake.people import LIAISON, STRANGER
from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import UnderRule
from mingjian.intake.api import router
from mingjian.intake.process import run
from mingjian.intake.refusals import AlreadyFinished, NoSuchSubmission

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(router)


def asked(client: TestClient, path: str, actor: Actor = LIAISON) -> Any:
    answer = client.get(path, mingjian_actor=actor)
    assert answer.status_code == 200, answer.content
    return answer.json()


def sent_file(client: TestClient, actor: Actor = LIAISON, **letter: str) -> Any:
    content = as_csv([licence(1), licence(2, XK_NR="")]).getvalue()
    return client.post(
        "/submissions",
        data={"item": "licence", **letter},
        FILES={"file": SimpleUploadedFile("许可.csv", content)},
        mingjian_actor=actor,
    )


def test_send_a_file_and_ask_what_became_of_it(client: TestClient) -> None:
    answer = sent_file(client)
    assert answer.status_code == 202
    number = answer.json()["id"]
    assert (answer.json()["unit_id"], answer.json()["stage"]) == (MARKET, "received")
    run(number)
    seen = asked(client, f"/submissions/{number}")
    assert (seen["stage"], seen["rows"], seen["good"], seen["bad"]) == ("posted", 2, 1, 1)
    assert [s["id"] for s in asked(client, "/submissions?item=licence&stage=posted")] == [number]
    assert asked(client, "/submissions", STRANGER) == []


def test_send_rows_as_json(client: TestClient) -> None:
    body = {"item": "licence", "rows": [licence(1)]}
    answer = client.post("/submissions/rows", json=body, mingjian_actor=LIAISON)
    assert answer.status_code == 202
    run(answer.json()["id"])
    assert asked(client, f"/submissions/{answer.json()['id']}")["new"] == 1


def test_rows_are_needed(client: TestClient) -> None:
    body: dict[str, Any] = {"item": "licence", "rows": []}
    assert client.post("/submissions/rows", json=body, mingjian_actor=LIAISON).status_code == 422


def test_nobody_sends_for_another_unit(client: TestClient) -> None:
    with pytest.raises(UnderRule):
        sent_file(client, STRANGER, unit_id=MARKET)


def test_findings_by_page_with_sentences(client: TestClient) -> None:
    number = deliver("licence", [licence(1, XK_NR=""), licence(2, XK_NR="")]).pk
    found = asked(client, f"/submissions/{number}/findings")
    first = next(f for f in found if f["code"] == "E101")
    assert (first["row_no"], first["field"], first["check"]) == (2, "XK_NR", "Q01")
    assert (first["zh"], first["en"]) == ("必填项为空。", "A required field is empty.")
    assert asked(client, f"/submissions/{number}/findings?offset=1&limit=1") == found[1:2]
    with pytest.raises(NoSuchSubmission):
        client.get(f"/submissions/{number}/findings", mingjian_actor=STRANGER)


def test_the_workbook_comes_back(client: TestClient) -> None:
    number = deliver("licence", [licence(1, XK_NR=""), licence(2)]).pk
    answer = client.get(f"/submissions/{number}/workbook", mingjian_actor=LIAISON)
    answer._response.close()
    book = load_workbook(BytesIO(answer.content))
    assert book.sheetnames[0] == "校验结果"


def test_cancel_what_is_over(client: TestClient) -> None:
    number = sent_file(client).json()["id"]
    seen = client.post(f"/submissions/{number}/cancel", mingjian_actor=LIAISON).json()
    assert seen["cancel_requested_at"] is not None
    run(number)
    assert asked(client, f"/submissions/{number}")["stage"] == "cancelled"
    with pytest.raises(AlreadyFinished):
        client.post(f"/submissions/{number}/cancel", mingjian_actor=LIAISON)


def test_catalogue_and_template(client: TestClient) -> None:
    items = {item["id"]: item for item in asked(client, "/items")}
    assert items["licence"]["zh"] == "行政许可"
    assert "own" in items["licence"]["layouts"]
    answer = client.get("/items/licence/template?language=en", mingjian_actor=LIAISON)
    assert load_workbook(BytesIO(answer.content)).sheetnames
    assert answer["Content-Disposition"] == 'attachment; filename="licence.xlsx"'
