"""What can befall a subject or its code, each as a function that brings it about."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from mingjian.registry.models import Subject, SubjectCode, Succession
from papers.making import ago, subject
from registry.register import code

Befall = Callable[[int], None]
BEFORE: Final = date(2025, 12, 1)
_SECOND = 501


def flagged(flag: str, about: int) -> None:
    """Every code of the subject gets this flag."""
    assert SubjectCode.objects.filter(subject_id=about).update(flag=flag)


def one_of_two(flag: str, about: int) -> None:
    """The code gets the flag, and the subject another one in use."""
    flagged(flag, about)
    SubjectCode.objects.create(code=code(_SECOND), subject_id=about, held="(,)")


def stands(status: str, about: int) -> None:
    """The register says so."""
    assert Subject.objects.filter(pk=about).update(status=status)


def succeeded(reason: str, about: int, on: date = BEFORE) -> None:
    """Another one took over, unless said otherwise before the decisions of every world."""
    Succession.objects.create(
        predecessor_id=about, successor_id=subject(_SECOND + 1), on=on, reason=reason
    )


def nothing(about: int) -> None:
    """Named by a department, and by nobody else."""
    assert Subject.objects.get(pk=about).origin == "reported"


LIVING: Final = ("存续", "吊销", "吊销，未注销", "吊销未注销", "迁出")
UNCLEAR: Final[dict[str, Befall]] = {
    flag: partial(flagged, flag) for flag in ("duplicate", "faulty", "replaced")
}
"""It cannot be told who is meant: `effects_subject_unclear`."""
ENDED: Final[dict[str, Befall]] = {
    **{word: partial(stands, word) for word in ("注销", "已注销", "吊销，已注销")},
    **{reason: partial(succeeded, reason) for reason in ("merger", "conversion")},
}
"""Nobody is left to be heard: `effects_subject_ended`."""
SOUND: Final[dict[str, Befall]] = {
    "reported": nothing,
    **{
        word: partial(stands, word)
        for word in ("存续", "吊销", "吊销，未注销", "吊销未注销", "迁出")
    },
    **{reason: partial(succeeded, reason) for reason in ("division", "reorganisation")},
    **{f"one {flag}": partial(one_of_two, flag) for flag in UNCLEAR},
    "merged later": lambda about: succeeded("merger", about, ago(-1)),
}
"""What is only marked, or told in the answer."""
