"""Which code is a subject's own, without doubt."""

from collections.abc import Iterable

from mingjian.registry.models import CodeFlag, SubjectCode


def codes_in_use(numbers: Iterable[int]) -> dict[int, str]:
    """The code in use of each of these subjects; without those of which none is (重码, 错码)."""
    rows = SubjectCode.objects.filter(subject_id__in=set(numbers), flag=CodeFlag.IN_USE)
    return dict(rows.order_by("-code").values_list("subject_id", "code"))
