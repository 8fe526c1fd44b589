"""The doors by which a row can come in, each as one function; and what lies behind them.

A door takes an item and its rows, and knocks as the real thing does: over the wire, by the form of
the desk, by the command. Whether it is refused there or later is the door's own affair.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from django.core.files.uploadedfile import SimpleUploadedFile
from typer.testing import CliRunner

from api.calling import Caller, call, signed_in
from effects.following import followed
from intake.letters import MARKET, Row, as_csv
from mingjian.cases.models import Case
from mingjian.cli.app import app
from mingjian.effects.models import Adverse, Entry, Measure, Publication, ServedDecision
from mingjian.intake.models import Submission
from mingjian.intake.process import run
from mingjian.ledger.models import Version
from web import proceedings

Rows = Sequence[Row]
Door = Callable[[str, Rows, Path], object]
BEHIND: Final = (Publication, Adverse, Entry, Measure, ServedDecision, Case)


def effects() -> int:
    """How many rows hold anything against anybody."""
    return sum(model.objects.count() for model in (Publication, Adverse, Entry, Measure))


def stored(item: str = "penalty") -> dict[str, int]:
    """What was stored of effects, of cases, and of records of the item; only what there is."""
    counts = {model.__name__: model.objects.count() for model in BEHIND}
    counts["Version"] = Version.objects.filter(item=item).count()
    return {name: count for name, count in counts.items() if count}


def worked_on() -> None:
    """The worker takes every file that was received, and follows what it posted."""
    for number in Submission.objects.values_list("pk", flat=True).order_by("pk"):
        run(number)
        followed(number)


def liaison() -> Caller:
    """Somebody who may send the rows of the unit."""
    return signed_in(proceedings.account("liaison", MARKET))


def api_rows(item: str, rows: Rows, _: Path) -> None:
    """Rows as JSON, by somebody who may send them."""
    call("POST", "/submissions/rows", liaison(), json={"item": item, "rows": rows})


def api_file(item: str, rows: Rows, _: Path) -> None:
    """A csv file over the wire."""
    sent = {"item": item, "file": (as_csv(rows), "示例.csv")}
    call("POST", "/submissions", liaison(), data=sent)


def api_json_file(item: str, rows: Rows, _: Path) -> None:
    """A json file over the wire, with what no row has written beside it."""
    content = json.dumps([{**row, **STRAY} for row in rows], ensure_ascii=False).encode()
    sent = {"item": item, "file": (as_stream(content), "示例.json")}
    call("POST", "/submissions", liaison(), data=sent)


def screen(item: str, rows: Rows, _: Path) -> None:
    """The form on the liaison's desk."""
    browser = proceedings.browser("liaison", MARKET)
    file = SimpleUploadedFile("示例.csv", as_csv(rows).getvalue())
    browser.post("/desk/", {"item": item, "file": file, **STRAY})


def command(item: str, rows: Rows, folder: Path) -> None:
    """`mingjian intake FILE`."""
    file = folder / "示例.csv"
    file.write_bytes(as_csv(rows).getvalue())
    words = ["intake", str(file), "--item", item, "--unit", MARKET, "--json"]
    CliRunner().invoke(app, words)


def as_stream(content: bytes) -> Any:
    """Bytes as the client of the tests wants a file."""
    return SimpleUploadedFile("示例", content).file


STRAY: Final = {"list": "B20", "list_id": "B20", "flag": "in_use", "effect": "adverse"}
"""Fields that no form or row has, sent along to see whether anybody listens."""
DOORS: Final[dict[str, Door]] = {
    "api: rows": api_rows,
    "api: file": api_file,
    "api: json": api_json_file,
    "screen: desk": screen,
    "shell: intake": command,
}
