"""Whom a code means, and what keeps an entry from him; said where the code is typed."""

from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mingjian.effects.subject_fit import unfit
from mingjian.registry.find import by_code
from mingjian.registry.flags import is_returned
from mingjian.web.told import told
from mingjian.web.words import PROVISIONAL

NOBODY: Final = _("登记库中没有此代码的主体，请核对证照。")


def in_the_way(code: str, *, decided_here: bool) -> str | None:
    """Why no entry can be made of whoever holds the code; None where nothing is in the way."""
    found = by_code(code)
    if found is None:
        return str(NOBODY)
    if is_returned(code):
        return str(PROVISIONAL["code_flagged"])
    return unfit_words(found.subject_id, decided_here=decided_here)


def unfit_words(subject_id: int, *, decided_here: bool) -> str | None:
    """What the gate says of the subject today, with its way out."""
    problem = unfit(subject_id, timezone.localdate(), decided_here=decided_here)
    if problem is None:
        return None
    words = told(problem)
    return f"{words['sentence']} {words['way_out']}"
