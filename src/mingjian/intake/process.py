"""The whole way of a submission: received, read, validated, linked, posted.

What a stage has done is a whole file or a committed row, so after a kill the next run goes on from
there; the last stage is one transaction.
"""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any, Final

from django.utils import timezone

from mingjian.evidence.append import append
from mingjian.home.stumble import stumble
from mingjian.intake.context import context_of
from mingjian.intake.link import link
from mingjian.intake.models import Submission
from mingjian.intake.post import Work, post
from mingjian.intake.progress import Reporter
from mingjian.intake.read import read_file
from mingjian.intake.reading.report import Kind
from mingjian.intake.refusals import Cancelled, IntakeFailed
from mingjian.intake.spool import Spool, spool_of
from mingjian.intake.stage import FINAL, Stage
from mingjian.intake.store import path_of
from mingjian.intake.validate import validate_with
from mingjian.intake.validation.engine import engine
from mingjian.intake.validation.whole import Delivery
from mingjian.kernel.problem import Problem
from mingjian.policy.schema import CatalogueItem
from mingjian.policy.standing import policies

_KINDS: Final[dict[str, Kind]] = {"xlsx": "xlsx", "xls": "xls", "csv": "csv", "json": "json"}


def run(submission_id: int) -> None:
    """Take a submission from where it stands to its end.

    A file that cannot be taken ends as `failed` with its problem; what broke on our side is raised,
    so that the queue tries again, and ends as `failed` at the fifth time.
    """
    with Reporter(submission_id) as reporter:
        if not reporter.alone():
            return  # another worker is at it
        submission = Submission.objects.get(pk=submission_id)
        if Stage(submission.stage).final:
            return
        _begin(submission)
        try:
            _advance(submission, reporter)
        except Cancelled:
            _end(submission, Stage.CANCELLED)
        except Problem as problem:
            if _stumbles(submission, problem):
                raise
        except Exception:
            _stumbles(submission, IntakeFailed())
            raise


def _advance(submission: Submission, reporter: Reporter) -> None:
    """One stage after the other; between two of them somebody may ask to stop."""
    spool = spool_of(submission.pk)
    submission.stage = _resumable(submission, spool)
    while submission.stage not in FINAL:
        if reporter.cancelled():
            raise Cancelled
        _STEPS[Stage(submission.stage)](submission, spool, reporter)
    spool.tidy()


def _resumable(submission: Submission, spool: Spool) -> Stage:
    """The furthest stage whose files are whole: the folder may have been emptied meanwhile."""
    stages = (Stage.LINKED, Stage.VALIDATED, Stage.READ)
    at = stages.index(Stage(submission.stage)) if submission.stage in stages else len(stages)
    return next((stage for stage in stages[at:] if spool.reached(stage)), Stage.RECEIVED)


def _read(submission: Submission, spool: Spool, reporter: Reporter) -> None:
    reporter.begin(Stage.READ, 0)
    item, day = _item(submission), timezone.localdate(submission.received_at)
    others = [other for other in policies().items(day) if other.id != item.id]
    sheet = read_file(
        path_of(submission.sha256),
        _KINDS[submission.kind],
        item,
        into=spool.folder,
        others=others,
        progress=reporter.step,
    )
    report = sheet.report
    _reach(submission, Stage.READ, rows=report.rows, layout=report.layout, report=report.as_json())


def _validate(submission: Submission, spool: Spool, reporter: Reporter) -> None:
    reporter.begin(Stage.VALIDATED, submission.rows)
    day = timezone.localdate(submission.received_at)
    item = _item(submission)
    context = context_of(
        item, submission.layout, day, _last(submission), backlog=submission.backlog
    )
    with engine(spool.folder) as con, reporter.watching(con):
        found = validate_with(con, spool.rows, item, context, spool.folder)
    _reach(submission, Stage.VALIDATED, rows=found.rows, good=found.good, **_counts(found))


def _link(submission: Submission, spool: Spool, reporter: Reporter) -> None:
    reporter.begin(Stage.LINKED, submission.rows)
    with engine(spool.folder) as con, reporter.watching(con):
        found = link(con, spool, _item(submission), submission.unit_id)
    _reach(submission, Stage.LINKED, rows=found.rows, good=found.good, **_counts(found))


def _post(submission: Submission, spool: Spool, reporter: Reporter) -> None:
    reporter.begin(Stage.POSTED, submission.good)
    with engine(spool.folder) as con:
        work = Work(con, spool, _item(submission), submission)
        post(work, reporter.step)
    submission.refresh_from_db()


_Step = Callable[[Submission, Spool, Reporter], None]
_STEPS: Final[dict[Stage, _Step]] = {
    Stage.RECEIVED: _read,
    Stage.READ: _validate,
    Stage.VALIDATED: _link,
    Stage.LINKED: _post,
}


def _item(submission: Submission) -> CatalogueItem:
    """The item in the version of the day of receipt: the sender could know no other."""
    return policies().item(submission.item, timezone.localdate(submission.received_at))


def _last(submission: Submission) -> Delivery | None:
    """The last delivery of the same unit and item that was posted."""
    earlier = Submission.objects.filter(
        unit_id=submission.unit_id, item=submission.item, stage=Stage.POSTED, pk__lt=submission.pk
    )
    last = earlier.order_by("-pk").first()
    return None if last is None else Delivery(last.rows, last.fill or {})


def _counts(found: Any) -> dict[str, Any]:
    """The counts that validation and linking share."""
    names = ("bad", "held", "warned", "late", "late_by", "due_on", "codes", "fill")
    return {name: value for name, value in asdict(found).items() if name in names}


def _begin(submission: Submission) -> None:
    if submission.started_at is None:
        submission.started_at = timezone.now()
        submission.save(update_fields=["started_at"])


def _reach(submission: Submission, stage: Stage, **facts: Any) -> None:
    """Write a stage and its facts; a submission that is over stays as it is."""
    for name, value in {"stage": stage, **facts}.items():
        setattr(submission, name, value)
    open_one = Submission.objects.filter(pk=submission.pk).exclude(stage__in=FINAL)
    if not open_one.update(stage=stage, **facts):
        submission.refresh_from_db()


def _stumbles(submission: Submission, problem: Problem) -> bool:
    return stumble(submission, problem, lambda why: _end(submission, Stage.FAILED, why.document()))


def _end(submission: Submission, stage: Stage, problem: dict[str, object] | None = None) -> None:
    _reach(submission, stage, finished_at=timezone.now(), problem=problem)
    body = {"submission": submission.pk, "item": submission.item, "unit": submission.unit_id}
    code = {} if problem is None else {"problem": problem["code"]}
    append(f"submission.{stage.value}", actor=submission.actor, body={**body, **code})
    spool_of(submission.pk).tidy()
