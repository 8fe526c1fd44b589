"""Know a subject by one more name."""

from mingjian.registry.models import NameUse, SubjectName
from mingjian.registry.names import normal


def know_as(subject_id: int, name: str) -> None:
    """From now on `name` counts as one of the subject's; when it was its name is not known.

    The log entry is that of the decision which says so.
    """
    SubjectName.objects.create(
        subject_id=subject_id,
        name=name,
        normal_name=normal(name),
        use=NameUse.ALIAS,
        held=(None, None),
    )
