"""Batch checks over HTTP."""

from typing import Annotated, Any

from django.http import FileResponse, HttpRequest
from ninja import File, Form, Query, Router, UploadedFile
from ninja.responses import Status

from mingjian.accounts.access import access
from mingjian.accounts.actor import actor_of
from mingjian.checks.batch.receive import Wanted, receive_batch
from mingjian.checks.batch.view import BatchView, batch, batches, cancel_batch, found
from mingjian.checks.batch.workbook import annotated
from mingjian.checks.schemas.batch import BatchesAsked, BatchIn, BatchOut, BatchWorkbookAsked

router = Router(tags=["checks"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.post("/checks/batches", response={202: BatchOut}, summary="批量核查 / batch check")
@access("check.ask")
def create_batch(
    request: HttpRequest,
    file: Annotated[UploadedFile, File(description="xlsx, xls 或 csv，最多100,000行")],
    wanted: Form[BatchIn],
) -> Status[BatchView]:
    """Send a workbook of codes. Each code is a logged question of its own, with its receipt."""
    stored: Any = file.file
    assert stored is not None  # noqa: S101 - ninja gives no upload without a file
    asked = Wanted(**wanted.model_dump())
    name = file.name or "upload"
    return Status(202, receive_batch(stored, filename=name, wanted=asked, actor=actor_of(request)))


@router.get("/checks/batches", response=list[BatchOut], summary="批量核查列表 / batch checks")
@access("check.ask")
def list_batches(request: HttpRequest, asked: Query[BatchesAsked]) -> list[BatchView]:
    """Your batch checks, the newest first; go on with `before`."""
    return batches(actor_of(request), **asked.model_dump())


@router.get(
    "/checks/batches/{batch_id}", response=BatchOut, summary="批量核查进度 / one batch check"
)
@access("check.ask")
def read_batch(request: HttpRequest, batch_id: int) -> BatchView:
    """How far a batch check is."""
    return batch(actor_of(request), batch_id)


@router.get("/checks/batches/{batch_id}/workbook", summary="批量核查结果 / annotated workbook")
@access("check.ask")
def read_batch_workbook(
    request: HttpRequest, batch_id: int, asked: Query[BatchWorkbookAsked]
) -> FileResponse:
    """Your own workbook with the answers beside each row, and a summary sheet."""
    path = annotated(found(actor_of(request), batch_id), asked.language)
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name, content_type=XLSX)


@router.post(
    "/checks/batches/{batch_id}/cancel", response=BatchOut, summary="取消批量核查 / cancel"
)
@access("check.ask")
def cancel_check_batch(request: HttpRequest, batch_id: int) -> BatchView:
    """Ask for a stop; what was answered stays in the log."""
    return cancel_batch(actor_of(request), batch_id)
