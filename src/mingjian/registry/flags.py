"""What is known of a code itself: in use, replaced, or returned as double or faulty (重错码)."""

from typing import Final

from mingjian.kernel.uscc import examine
from mingjian.registry.models import CodeFlag, SubjectCode

RETURNED: Final = frozenset({CodeFlag.DUPLICATE, CodeFlag.FAULTY})
"""The national centre wants it corrected: whom it means cannot be told from the code alone."""


def is_returned(code: str) -> bool:
    """Whether the code was returned as double or faulty; False where nobody ever held it."""
    found = SubjectCode.objects.filter(code=examine(code).code, flag__in=RETURNED)
    return found.exists()
