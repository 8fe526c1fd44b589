"""Figures the district is calibrated with: published or counted elsewhere, only numbers kept.

Market feed: 999 market entities of one public register feed of Ningbo, counted for this project.
Register: 26,093 organisations of Ningbo with a registered capital, counted for this project.
Subjects of Zhejiang: evaluation of 2018 (2,303,000 enterprises, 49,035 social organisations,
23,379 institutions, 4,072 government bodies; zjvnet.com 2018-08-13).
"""

from typing import Final

from mingjian.kernel.uscc_tables import SubjectClass

MIX: Final = {
    SubjectClass.INDIVIDUAL_BUSINESS: 0.5215,
    SubjectClass.ENTERPRISE: 0.4570,
    SubjectClass.COOPERATIVE: 0.0055,
    SubjectClass.SOCIAL_ORGANISATION: 0.0100,
    SubjectClass.INSTITUTION: 0.0050,
    SubjectClass.GOVERNMENT_BODY: 0.0010,
}
"""Of all subjects. Individual businesses are 53 % of market entities (feed: 52.85 %); cooperatives
1.1 % of registered names; the rest in the proportion of Zhejiang 2018."""

PREFIXES: Final = {
    SubjectClass.INDIVIDUAL_BUSINESS: "92",
    SubjectClass.ENTERPRISE: "91",
    SubjectClass.COOPERATIVE: "93",
    SubjectClass.SOCIAL_ORGANISATION: "51",
    SubjectClass.INSTITUTION: "12",
    SubjectClass.GOVERNMENT_BODY: "11",
}
"""Department and category of GB 32100 (verified in the domain facts)."""

STATUS: Final = {
    SubjectClass.ENTERPRISE: {"存续": 62.85, "注销": 33.33, "吊销": 3.82},
    SubjectClass.INDIVIDUAL_BUSINESS: {"存续": 74.24, "注销": 25.76, "吊销": 0.0},
}
"""Market feed: 471 enterprises, 528 individual businesses. Cooperatives as enterprises."""

AGES: Final = (
    *(110, 85, 185, 82, 96, 85, 58, 51, 48, 28, 20, 23, 15, 14, 14, 10, 10, 14, 8, 7),
    *(10, 6, 4, 4, 1, 1, 2, 3, 0, 1, 0, 1, 0, 1),
)
"""Market feed: entities by whole years since registration, counted back from 2023."""

CAPITAL_SHARES: Final = (0.0, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99, 1.0)
CAPITAL_WAN: Final = (3.0, 10.0, 20.0, 50.0, 100.0, 500.0, 1680.0, 5000.0, 22018.0, 50000.0)
"""Register: registered capital in 万元 at these shares; the two ends are ours."""

CAPITAL_MISSING: Final = 0.2782
"""Register: share of entities without a capital."""

TOWNS: Final = {
    "zhenhai-town-luotuo": 445,
    "zhenhai-town-jiaochuan": 361,
    "zhenhai-town-zhuangshi": 272,
    "zhenhai-town-xiepu": 233,
    "zhenhai-town-zhaobaoshan": 218,
    "zhenhai-town-jiulonghu": 156,
    "zhenhai-town-guisi": 17,
}
"""Register: organisations of Zhenhai by the town named in their address."""
