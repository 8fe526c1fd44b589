"""What a penalty can consist of and concern, in the words that rules of repair use."""

from enum import StrEnum
from typing import Literal

FieldOfLaw = Literal[
    "food",
    "drugs",
    "special_equipment",
    "work_safety",
    "fire",
    "environment",
    "other",
    "unknown",
]


class PenaltyKind(StrEnum):
    """The kinds of 行政处罚法 9, with the size of a fine where the deciding body has said it.

    `FINE` is a fine of which nobody has said whether it is small, large or huge: the industry's
    own department sets the limits between them.
    """

    WARNING = "warning"
    CRITICISM = "criticism"
    FINE = "fine"
    SMALL_FINE = "small_fine"
    LARGE_FINE = "large_fine"
    HUGE_FINE = "huge_fine"
    CONFISCATED_GAINS = "confiscated_gains"
    CONFISCATED_GOODS = "confiscated_goods"
    PERMIT_SUSPENDED = "permit_suspended"
    GRADE_LOWERED = "grade_lowered"
    PERMIT_REVOKED = "permit_revoked"
    LICENCE_REVOKED = "licence_revoked"
    BUSINESS_RESTRICTED = "business_restricted"
    PRODUCTION_STOPPED = "production_stopped"
    CLOSED = "closed"
    OCCUPATION_BANNED = "occupation_banned"
    DETENTION = "detention"
    OTHER = "other"

    @property
    def zh(self) -> str:
        """The words of the statute."""
        return _ZH[self]


SIZES = (PenaltyKind.SMALL_FINE, PenaltyKind.LARGE_FINE, PenaltyKind.HUGE_FINE)
BANS = frozenset({PenaltyKind.BUSINESS_RESTRICTED, PenaltyKind.OCCUPATION_BANNED})
_ZH = {
    PenaltyKind.WARNING: "警告",
    PenaltyKind.CRITICISM: "通报批评",
    PenaltyKind.FINE: "罚款（数额等级未知）",
    PenaltyKind.SMALL_FINE: "较低数额罚款",
    PenaltyKind.LARGE_FINE: "较大数额罚款",
    PenaltyKind.HUGE_FINE: "巨额罚款",
    PenaltyKind.CONFISCATED_GAINS: "没收违法所得",
    PenaltyKind.CONFISCATED_GOODS: "没收非法财物",
    PenaltyKind.PERMIT_SUSPENDED: "暂扣许可证件",
    PenaltyKind.GRADE_LOWERED: "降低资质等级",
    PenaltyKind.PERMIT_REVOKED: "吊销许可证件",
    PenaltyKind.LICENCE_REVOKED: "吊销营业执照",
    PenaltyKind.BUSINESS_RESTRICTED: "限制开展生产经营活动",
    PenaltyKind.PRODUCTION_STOPPED: "责令停产停业",
    PenaltyKind.CLOSED: "责令关闭",
    PenaltyKind.OCCUPATION_BANNED: "限制从业",
    PenaltyKind.DETENTION: "行政拘留",
    PenaltyKind.OTHER: "其他处罚",
}
