"""What a check asks: whom about, in which matter, for which purpose, in which case."""

from dataclasses import dataclass, replace
from datetime import date

from mingjian.checks.problems import CaseMissing, InvalidCode, NotAMatter, NotAPurpose
from mingjian.kernel.uscc import examine
from mingjian.policy.standing import policies

LONGEST_CASE = 100


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """One question. All but `on` are obligatory; `on` is the day asked for, None means today."""

    code: str
    matter: str
    purpose: str
    case: str
    on: date | None = None

    def checked(self) -> "CheckRequest":
        """The same request with the code as read.

        Raises:
            InvalidCode, NotAMatter, NotAPurpose, CaseMissing: each says which field is wrong.
        """
        report = examine(self.code)
        if report.fault is not None:
            raise InvalidCode(place="code", given=self.code[:40], fault=report.fault)
        return replace(self.matter_checked(), code=report.code)

    def matter_checked(self) -> "CheckRequest":
        """The same request with its case as read; the code is not looked at.

        Raises:
            NotAMatter, NotAPurpose, CaseMissing: each says which field is wrong.
        """
        _check_packs(self)
        case = self.case.strip()
        if not case or len(case) > LONGEST_CASE or not case.isprintable():
            raise CaseMissing(place="case")
        return replace(self, case=case)


def _check_packs(request: CheckRequest) -> None:
    matters = [matter.id for matter in policies().matters()]
    if request.matter not in matters:
        raise NotAMatter(place="matter", given=request.matter[:40], known=", ".join(matters))
    purposes = [purpose.id for purpose in policies().purposes()]
    if request.purpose not in purposes:
        raise NotAPurpose(place="purpose", given=request.purpose[:40], known=", ".join(purposes))
