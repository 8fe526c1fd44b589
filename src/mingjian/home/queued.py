"""What stands in the queue and was not begun."""

from procrastinate.contrib.django.models import ProcrastinateJob


def waiting_for(task: str, argument: str) -> set[int]:
    """The numbers that jobs of the task were queued with as `argument`, and not begun.

    A job of a worker that is gone counts as running for ever, so a running one does not count: who
    queues a second one needs a lock on the thing itself.
    """
    jobs = ProcrastinateJob.objects.filter(task_name=task, status="todo")
    return {int(args[argument]) for args in jobs.values_list("args", flat=True)}
