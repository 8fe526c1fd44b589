"""What a killed worker left behind."""

from procrastinate.contrib.django.models import ProcrastinateJob

from mingjian.intake.models import Submission
from mingjian.intake.queue import PROCESS
from mingjian.intake.stage import FINAL

_WAITING = ("todo", "doing")


def recover_all() -> list[Submission]:
    """Submissions that are not finished and for which no job is waiting or running."""
    open_ones = list(Submission.objects.exclude(stage__in=FINAL).order_by("id"))
    jobs = ProcrastinateJob.objects.filter(task_name=PROCESS, status__in=_WAITING)
    busy = {args.get("submission_id") for args in jobs.values_list("args", flat=True)}
    return [submission for submission in open_ones if submission.pk not in busy]
