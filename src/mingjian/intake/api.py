"""Sending data and what became of it, over HTTP."""

import json
from dataclasses import asdict
from datetime import date
from io import BytesIO
from itertools import islice
from typing import Annotated, Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import File, Form, Query, Router, UploadedFile
from ninja.responses import Status

from mingjian.accounts.access import access
from mingjian.accounts.actor import Actor, actor_of
from mingjian.intake.api_schemas import (
    Asked,
    FindingOut,
    ItemOut,
    LanguageAsked,
    LetterIn,
    PageAsked,
    RowsIn,
    SubmissionOut,
    WorkbookAsked,
)
from mingjian.intake.cancel import cancel
from mingjian.intake.desk import Filters, SubmissionView, submission, submissions
from mingjian.intake.findings import Finding
from mingjian.intake.give_back import give_back
from mingjian.intake.models import Submission
from mingjian.intake.receive import receive
from mingjian.intake.stage import Via
from mingjian.intake.template import template
from mingjian.intake.told import findings_of
from mingjian.kernel.problem import Language
from mingjian.policy.schema import CatalogueItem
from mingjian.policy.standing import policies

router = Router(tags=["submissions"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.post("/submissions", response={202: SubmissionOut}, summary="报送文件 / send a file")
@access("intake.send")
def create_submission(
    request: HttpRequest,
    file: Annotated[UploadedFile, File(description="xlsx, xls, csv 或 json")],
    letter: Form[LetterIn],
) -> Status[SubmissionView]:
    """Send a file for a catalogue item. It is kept and queued; ask again for what became of it."""
    actor = actor_of(request)
    stored = file.file
    assert stored is not None  # noqa: S101 - ninja gives no upload without a file
    return _received(actor, stored, file.name or "upload", letter)


@router.post(
    "/submissions/rows", response={202: SubmissionOut}, summary="报送数据行 / send rows as JSON"
)
@access("intake.send")
def create_submission_of_rows(request: HttpRequest, sent: RowsIn) -> Status[SubmissionView]:
    """Send rows as JSON objects; they take the same way as a file."""
    content = json.dumps({"rows": sent.rows}, ensure_ascii=False).encode()
    return _received(actor_of(request), BytesIO(content), "rows.json", sent)


@router.get("/submissions", response=list[SubmissionOut], summary="报送批次 / submissions")
@access("intake.read")
def list_submissions(request: HttpRequest, asked: Query[Asked]) -> list[SubmissionView]:
    """The submissions within your reach, the newest first; go on with `before`."""
    return submissions(actor_of(request), Filters(**asked.model_dump()))


@router.get(
    "/submissions/{submission_id}", response=SubmissionOut, summary="批次详情 / one submission"
)
@access("intake.read")
def read_submission(request: HttpRequest, submission_id: int) -> SubmissionView:
    """Where a submission stands, with its counts."""
    return submission(actor_of(request), submission_id)


@router.get(
    "/submissions/{submission_id}/findings",
    response=list[FindingOut],
    summary="校验结果 / findings",
)
@access("intake.read")
def list_findings(
    request: HttpRequest, submission_id: int, page: Query[PageAsked]
) -> list[dict[str, object]]:
    """What was found, by row; row 0 is the whole file."""
    view = submission(actor_of(request), submission_id)
    found = islice(findings_of(view.id), page.offset, page.offset + page.limit)
    return [_told(one) for one in found]


@router.get("/submissions/{submission_id}/workbook", summary="退回文件 / workbook given back")
@access("intake.read")
def read_workbook(
    request: HttpRequest, submission_id: int, asked: Query[WorkbookAsked]
) -> FileResponse:
    """Your own workbook with what is wrong in red and the reason in a comment."""
    view = submission(actor_of(request), submission_id)
    found = Submission.objects.get(pk=view.id)
    path = give_back(found, findings_of(view.id), only_bad=asked.only_bad, language=asked.language)
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=f"{view.id}-{path.name}", content_type=XLSX
    )


@router.post(
    "/submissions/{submission_id}/cancel", response=SubmissionOut, summary="取消批次 / cancel"
)
@access("intake.send")
def cancel_submission(request: HttpRequest, submission_id: int) -> SubmissionView:
    """Ask for the work to stop before anything is posted."""
    actor = actor_of(request)
    cancel(actor, submission_id)
    return submission(actor, submission_id)


@router.get("/items", response=list[ItemOut], summary="数据清单 / catalogue")
@access("catalogue.read")
def list_items(request: HttpRequest, on: date | None = None) -> list[dict[str, Any]]:  # noqa: ARG001 - ninja passes it
    """The items of the catalogue in force on a day (today)."""
    return [_item_out(item) for item in policies().items(on or timezone.localdate())]


@router.get("/items/{item_id}/template", summary="报送模板 / template")
@access("catalogue.read")
def read_template(
    request: HttpRequest,  # noqa: ARG001 - ninja passes it
    item_id: str,
    asked: Query[LanguageAsked],
) -> HttpResponse:
    """An empty workbook for the item: drop-downs, explanations, an example row."""
    content = template(item_id, timezone.localdate(), asked.language)
    disposition = {"Content-Disposition": f'attachment; filename="{item_id}.xlsx"'}
    return HttpResponse(content, content_type=XLSX, headers=disposition)


def _received(
    actor: Actor, source: Any, filename: str, letter: LetterIn | RowsIn
) -> Status[SubmissionView]:
    kept = receive(
        source,
        filename=filename,
        item=letter.item,
        unit_id=letter.unit_id or actor.unit_id,
        actor=actor,
        via=Via.API,
        backlog=letter.backlog,
    )
    return Status(202, submission(actor, kept.pk))


def _told(finding: Finding) -> dict[str, object]:
    zh: Language = "zh"
    sentences = {
        "zh": finding.sentence(zh),
        "en": finding.sentence("en"),
        "way_zh": finding.way_out(zh),
        "way_en": finding.way_out("en"),
    }
    return {**asdict(finding), "check": finding.check, **sentences}


def _item_out(item: CatalogueItem) -> dict[str, Any]:
    return {
        "id": item.id,
        "zh": item.name.zh,
        "en": item.name.en,
        "section": item.section,
        "effect": item.effect,
        "owners": list(item.owners),
        "cycle": item.refresh.cycle,
        "layouts": [layout.id for layout in item.every_layout()],
        "fields": [f.model_dump(mode="json", by_alias=True) for f in item.fields],
    }
