"""GB 32100-2015 and GB 11714 as tables: constants for Python and for its vectorised twin in SQL.

Source of the numbers: domain facts `uscc.yaml` (verified in five implementations and recomputed).
Each pair of department and category carries its own mark: the recalled ones are not verified, so
nothing is refused because of them and they all fall in the class `other`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

Mark = Literal["verified", "recalled"]

LENGTH: Final = 18
CHARSET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters of a code; a character's place is its value. I, O, S, V, Z are never used."""

WEIGHTS: Final = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
"""For characters 1-17; the 18th has the value (31 - sum mod 31) mod 31."""

ORGANISATION_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
"""For characters 9-16 with 0-9 as 0-9 and A-Z as 10-35 (the gaps of CHARSET counted)."""

ORGANISATION_CHECKS: Final = "0X987654321"
"""The 17th character by sum mod 11: 11 minus it, where 10 is written X and 11 is written 0."""


class SubjectClass(StrEnum):
    """The classes of subject that the registry tells apart by code."""

    ENTERPRISE = "enterprise"
    INDIVIDUAL_BUSINESS = "individual_business"
    COOPERATIVE = "cooperative"
    SOCIAL_ORGANISATION = "social_organisation"
    INSTITUTION = "institution"
    GOVERNMENT_BODY = "government_body"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Kind:
    """One pair of registering department and category: its Chinese title, class and mark."""

    title: str
    subject_class: SubjectClass
    mark: Mark


_VERIFIED = {
    "11": ("机关", SubjectClass.GOVERNMENT_BODY),
    "12": ("事业单位", SubjectClass.INSTITUTION),
    "13": ("编办直接管理机构编制的群众团体", SubjectClass.OTHER),
    "19": ("机构编制-其他", SubjectClass.OTHER),
    "51": ("社会团体", SubjectClass.SOCIAL_ORGANISATION),
    "52": ("民办非企业单位", SubjectClass.SOCIAL_ORGANISATION),
    "53": ("基金会", SubjectClass.SOCIAL_ORGANISATION),
    "59": ("民政-其他", SubjectClass.OTHER),
    "91": ("企业", SubjectClass.ENTERPRISE),
    "92": ("个体工商户", SubjectClass.INDIVIDUAL_BUSINESS),
    "93": ("农民专业合作社", SubjectClass.COOPERATIVE),
    "Y1": ("其他", SubjectClass.OTHER),
}
_RECALLED = {
    "21": "外国常驻新闻机构",
    "29": "外交-其他",
    "31": "律师执业机构",
    "32": "公证处",
    "33": "基层法律服务所",
    "34": "司法鉴定机构",
    "35": "仲裁委员会",
    "39": "司法行政-其他",
    "41": "外国在华文化中心",
    "49": "文化-其他",
    "54": "村(居)民委员会等基层自治组织",
    "61": "外国旅游部门常驻代表机构",
    "69": "旅游-其他",
    "71": "宗教活动场所",
    "72": "宗教院校",
    "79": "宗教-其他",
    "81": "基层工会",
    "89": "工会-其他",
    "A1": "军队事业单位",
    "N1": "组级集体经济组织",
    "N2": "村级集体经济组织",
    "N3": "乡镇级集体经济组织",
}

KINDS: Final = {
    pair: Kind(title, kind, "verified") for pair, (title, kind) in _VERIFIED.items()
} | {pair: Kind(title, SubjectClass.OTHER, "recalled") for pair, title in _RECALLED.items()}
"""What is known of the first two characters; a pair that is not here is `other`, not a fault."""

DEPARTMENTS: Final = frozenset(pair[0] for pair in KINDS)
"""The first characters in use; any other is refused as an unknown department."""
