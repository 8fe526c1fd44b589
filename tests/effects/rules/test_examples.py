"""Acceptance 3 of issue 3: examples for every rule set, worked by hand from the rule's text.

A period counts from the day after its start and ends with the corresponding day of its last month
(民法典 201, 202); the ends below are the first day after that day. The workings name that last day.
"""

from typing import Any

import pytest

from effects.rules.making import SAID, K, cls, day, every, named, penalty, rules
from mingjian.effects.rules.publication import NeverPublished, Publication, publication
from mingjian.kernel.verdict import CannotTell
from mingjian.policy.schema import RepairRules

Example = tuple[str, tuple[K, ...], dict[str, Any], str, str]

ENDS: list[Example] = [
    # 发改办财金〔2019〕527号: from the decision; general 3 months to 1 year
    # 3 months end with 2019-10-01, 1 year with 2020-07-01
    (
        "ndrc_527_2019",
        (K.LARGE_FINE,),
        {"on": "2019-07-01", "stated_class": "general"},
        "2019-10-02",
        "2020-07-02",
    ),
    # 3 months from 30 November end with the last day of a leap year's February
    (
        "ndrc_527_2019",
        (K.LARGE_FINE,),
        {"on": "2019-11-30", "stated_class": "general"},
        "2020-03-01",
        "2020-12-01",
    ),
    # serious 6 months to 3 years: no 31 February, so 2021-02-28; 2023-08-31
    (
        "ndrc_527_2019",
        (K.HUGE_FINE,),
        {"on": "2020-08-31", "stated_class": "serious"},
        "2021-03-01",
        "2023-09-01",
    ),
    # special 3 years fixed: no 29 February in 2023, so 2023-02-28, both ends
    (
        "ndrc_527_2019",
        (K.LARGE_FINE,),
        {"on": "2020-02-29", "stated_class": "special"},
        "2023-03-01",
        "2023-03-01",
    ),
    # 令45号 13: from publication; criticism or a small fine alone 3 months: 2022-02-28
    (
        "samr_2021",
        (K.CRITICISM,),
        {"on": "2021-11-20", "published_on": day("2021-11-30")},
        "2022-03-01",
        "2022-03-01",
    ),
    # the same over a leap day: 2024-02-29
    ("samr_2021", (K.SMALL_FINE, K.CRITICISM), {"on": "2023-11-30"}, "2024-03-01", "2024-03-01"),
    # others 3 years (2025-01-15), early after 6 months (2022-07-15)
    (
        "samr_2021",
        (K.LARGE_FINE, K.CONFISCATED_GAINS),
        {"on": "2022-01-15"},
        "2022-07-16",
        "2025-01-16",
    ),
    # a fine of unknown size beside a confiscation is never "alone": others
    ("samr_2021", (K.FINE, K.CONFISCATED_GOODS), {"on": "2022-01-15"}, "2022-07-16", "2025-01-16"),
    # food: early after 1 year (2025-02-28, no 29th); 3 years 2027-02-28
    (
        "samr_2021",
        (K.LARGE_FINE,),
        {"on": "2024-02-29", "field": "food"},
        "2025-03-01",
        "2027-03-01",
    ),
    # special equipment, over the year's end: 2022-12-31; 2024-12-31
    (
        "samr_2021",
        (K.LARGE_FINE,),
        {"on": "2021-12-31", "field": "special_equipment"},
        "2023-01-01",
        "2025-01-01",
    ),
    # order to stop production: never early; 3 years end with 2025-03-10
    (
        "samr_2021",
        (K.PRODUCTION_STOPPED, K.LARGE_FINE),
        {"on": "2022-03-10"},
        "2025-03-11",
        "2025-03-11",
    ),
    # ban of five years from the decision: published as long as it lasts
    (
        "samr_2021",
        (K.OCCUPATION_BANNED,),
        {"on": "2022-03-01", "published_on": day("2022-03-10"), "ban_until": day("2027-03-02")},
        "2027-03-02",
        "2027-03-02",
    ),
    # ban of two years: not longer than 3 years, so 3 years from publication (2025-03-10)
    (
        "samr_2021",
        (K.OCCUPATION_BANNED,),
        {"on": "2022-03-01", "published_on": day("2022-03-10"), "ban_until": day("2024-03-02")},
        "2025-03-11",
        "2025-03-11",
    ),
    # 令58号: from the decision; 3 months (2023-08-31) to 3 years (2026-05-31)
    ("ndrc_58_2023", (K.LARGE_FINE,), {"on": "2023-05-31"}, "2023-09-01", "2026-06-01"),
    # 3 months over a leap February: 2024-02-29; 3 years: 2026-11-30
    ("ndrc_58_2023", (K.WARNING, K.FINE), {"on": "2023-11-30"}, "2024-03-01", "2026-12-01"),
    # fire: at least 1 year (2025-02-28), 3 years 2027-02-28
    (
        "ndrc_58_2023",
        (K.LARGE_FINE,),
        {"on": "2024-02-29", "field": "fire"},
        "2025-03-01",
        "2027-03-01",
    ),
    # work safety, over the year's end: 2025-12-31; 2027-12-31
    (
        "ndrc_58_2023",
        (K.CLOSED,),
        {"on": "2024-12-31", "field": "work_safety"},
        "2026-01-01",
        "2028-01-01",
    ),
    # environment is not among the fields of the longer minimum: 2025-03-31
    (
        "ndrc_58_2023",
        (K.LARGE_FINE,),
        {"on": "2024-12-31", "field": "environment"},
        "2025-04-01",
        "2028-01-01",
    ),
    # 令36号: from the document's date; minor: as soon as the duty is done, 3 months (2026-07-01)
    ("ndrc_36_2026", (K.WARNING,), {"on": "2026-04-01"}, "2026-04-01", "2026-07-02"),
    # general 3 months (2027-02-28) to 1 year (2027-11-30); the decision's day does not matter
    (
        "ndrc_36_2026",
        (K.LARGE_FINE, K.CONFISCATED_GOODS),
        {"on": "2026-11-20", "document_on": day("2026-11-30")},
        "2027-03-01",
        "2027-12-01",
    ),
    # serious 1 year (2029-02-28) to 3 years (2031-02-28) from a leap day
    ("ndrc_36_2026", (K.HUGE_FINE,), {"on": "2028-02-29"}, "2029-03-01", "2031-03-01"),
    # revocation, over the year's end: 2027-12-31; 2029-12-31
    ("ndrc_36_2026", (K.PERMIT_REVOKED,), {"on": "2026-12-31"}, "2028-01-01", "2030-01-01"),
    # confiscated gains: the class only in the draft, but the decision itself states it
    (
        "ndrc_36_2026",
        (K.CONFISCATED_GAINS,),
        {"on": "2026-05-31", "stated_class": "general"},
        "2026-09-01",
        "2027-06-01",
    ),
    # 671号: from the finding; 1 year (2020-02-01), naturally after 5 years (2024-02-01)
    ("zj_repair_671", (K.LARGE_FINE,), {"on": "2019-02-01"}, "2020-02-02", "2024-02-02"),
    # stop of production at least 3 years (2023-02-28); 5 years 2025-02-28
    ("zj_repair_671", (K.PRODUCTION_STOPPED,), {"on": "2020-02-29"}, "2023-03-01", "2025-03-01"),
]

CANNOT: list[tuple[str, tuple[K, ...], dict[str, Any], str]] = [
    # 527: which penalties are serious or special is recalled only
    ("ndrc_527_2019", (K.LARGE_FINE,), {}, "未说明较大数额罚款"),
    ("ndrc_527_2019", (K.PRODUCTION_STOPPED,), {"field": "food"}, "未经核实"),
    ("ndrc_527_2019", (K.WARNING,), {"procedure": "simple"}, "未经核实"),
    ("ndrc_527_2019", (K.WARNING,), {"stated_class": "simple"}, "未经核实"),
    ("ndrc_527_2019", (K.LARGE_FINE,), {"stated_class": "minor"}, "没有类别"),
    # 令45号: what a small fine is is set by the province; warning with a small fine is left open
    ("samr_2021", (K.FINE,), {}, "数额等级未知"),
    ("samr_2021", (K.WARNING, K.SMALL_FINE), {}, "未说明"),
    ("samr_2021", (K.LARGE_FINE,), {"published_on": None}, "起算日"),
    ("samr_2021", (K.BUSINESS_RESTRICTED,), {}, "限制的期限未知"),
    # 令58号: that warnings alone are not published is recalled
    ("ndrc_58_2023", (K.WARNING,), {}, "未经核实"),
    # 2,000 yuan may be by simple procedure: then it would not be published
    ("ndrc_58_2023", (K.FINE,), {"procedure": "unknown", "fine_yuan": 2000}, "处罚程序"),
    # 国办发〔2025〕22号: the start of the periods was not seen, the classes belong to departments
    ("sc_22_2025", (K.LARGE_FINE,), {}, "未说明"),
    ("sc_22_2025", (K.WARNING,), {"stated_class": "minor"}, "起算日"),
    ("sc_22_2025", (K.LARGE_FINE,), {"stated_class": "general"}, "起算日"),
    ("sc_22_2025", (K.HUGE_FINE,), {"stated_class": "serious"}, "起算日"),
    # 令36号: draft only; size unknown; size neither large nor huge; two classes at once
    ("ndrc_36_2026", (K.PRODUCTION_STOPPED,), {}, "未经核实"),
    ("ndrc_36_2026", (K.FINE,), {"fine_yuan": 50_000}, "数额等级未知"),
    ("ndrc_36_2026", (K.SMALL_FINE,), {}, "未说明"),
    ("ndrc_36_2026", (K.WARNING, K.LARGE_FINE), {}, "未说明"),
    ("ndrc_36_2026", (K.LARGE_FINE,), {"document_on": None}, "起算日"),
    ("ndrc_36_2026", (K.LARGE_FINE,), {"stated_class": "serious"}, "不一致"),
    # Zhejiang: nothing is said of simple procedure in 671; the ordinance has no publication
    ("zj_repair_671", (K.WARNING,), {"procedure": "simple"}, "简易程序"),
    ("zj_repair_671", (K.LARGE_FINE,), {"found_on": None}, "起算日"),
    ("zj_ordinance_2018", (K.LARGE_FINE,), {}, "未说明"),
]

NEVER: list[tuple[str, tuple[K, ...], dict[str, Any]]] = [
    ("samr_2021", (K.WARNING,), {}),
    ("samr_2021", (K.SMALL_FINE,), {"procedure": "simple"}),
    ("samr_2021", (K.WARNING,), {"procedure": "unknown"}),
    ("ndrc_58_2023", (K.FINE,), {"procedure": "simple", "fine_yuan": 1000}),
]


@pytest.mark.parametrize(("id_", "kinds", "facts", "earliest", "latest"), ENDS)
def test_earliest_and_latest_end(
    id_: str, kinds: tuple[K, ...], facts: dict[str, Any], earliest: str, latest: str
) -> None:
    found = publication(penalty(*kinds, **facts), named(id_))
    assert isinstance(found, Publication), found
    assert (found.earliest_end, found.latest_end) == (day(earliest), day(latest))
    assert found.rules == id_


@pytest.mark.parametrize(("id_", "kinds", "facts", "reason"), CANNOT)
def test_a_gap_is_answered_with_cannot_tell(
    id_: str, kinds: tuple[K, ...], facts: dict[str, Any], reason: str
) -> None:
    found = publication(penalty(*kinds, **facts), named(id_))
    assert isinstance(found, CannotTell)
    assert reason in found.reason


@pytest.mark.parametrize(("id_", "kinds", "facts"), NEVER)
def test_some_penalties_are_never_published(
    id_: str, kinds: tuple[K, ...], facts: dict[str, Any]
) -> None:
    assert isinstance(publication(penalty(*kinds, **facts), named(id_)), NeverPublished)


def test_every_rule_set_that_decides_records_has_examples() -> None:
    judged = {one.id for one in every() if one.scope != "lists"}
    assert {row[0] for row in ENDS} | {row[0] for row in CANNOT} == judged
    assert {row[0] for row in CANNOT} == judged


@pytest.mark.parametrize(
    ("id_", "facts"),
    [("samr_2021", {"field": "unknown"}), ("ndrc_58_2023", {"field": "unknown"})],
)
def test_an_unknown_field_leaves_only_the_earliest_end_open(
    id_: str, facts: dict[str, Any]
) -> None:
    found = publication(penalty(on="2024-01-15", **facts), named(id_))
    assert isinstance(found, Publication)
    assert isinstance(found.earliest_end, CannotTell)
    assert found.latest_end == day("2027-01-16")


def test_an_unnamed_kind_may_be_among_those_never_repaired_early() -> None:
    found = publication(penalty(K.OTHER, on="2024-01-15"), named("samr_2021"))
    assert isinstance(found, Publication)
    assert isinstance(found.earliest_end, CannotTell)
    assert found.latest_end == day("2027-01-16")


def test_an_unknown_field_does_not_matter_where_the_end_is_fixed() -> None:
    found = publication(penalty(K.GRADE_LOWERED, field="unknown"), named("samr_2021"))
    assert isinstance(found, Publication)
    assert found.earliest_end == found.latest_end


@pytest.mark.parametrize(("id_", "exceptional"), [("ndrc_36_2026", True), ("ndrc_58_2023", False)])
def test_minor_information_is_published_by_exception_only(id_: str, *, exceptional: bool) -> None:
    kind = K.CRITICISM if exceptional else K.LARGE_FINE
    found = publication(penalty(kind), named(id_))
    assert isinstance(found, Publication)
    assert found.exceptional is exceptional


@pytest.mark.parametrize(
    ("inside", "on"),
    [(True, "2024-01-15"), (True, "2027-01-15"), (False, "2027-01-16"), (False, "2024-01-14")],
)
def test_the_period_is_half_open(on: str, *, inside: bool) -> None:
    found = publication(penalty(on="2024-01-15"), named("ndrc_58_2023"))
    assert isinstance(found, Publication)
    assert (day(on) in found.period) is inside


def test_a_ban_over_before_publication_leaves_nothing_to_compute() -> None:
    late = penalty(
        K.OCCUPATION_BANNED,
        on="2022-03-01",
        published_on=day("2027-03-02"),
        ban_until=day("2027-03-02"),
    )
    assert isinstance(publication(late, named("samr_2021")), CannotTell)


RECALLED = {"source": "memory", "mark": "recalled"}


@pytest.mark.parametrize(
    "invented",
    [
        rules(marks={"start": "recalled"}),
        rules(cls(others=True, marks={"max_months": "recalled"})),
        rules(cls(others=True, max_months=None)),
        rules(cls(others=True, **RECALLED)),
    ],
)
def test_a_recalled_period_publishes_nothing(invented: RepairRules) -> None:
    assert isinstance(publication(penalty(), invented), CannotTell)


@pytest.mark.parametrize(
    "invented",
    [
        rules(cls(others=True, marks={"min_months": "recalled"})),
        rules(cls(others=True, min_months=None)),
        rules(longer_minimum=[{"months": 6, **RECALLED}]),
    ],
)
def test_a_recalled_minimum_leaves_the_earliest_end_open(invented: RepairRules) -> None:
    found = publication(penalty(), invented)
    assert isinstance(found, Publication)
    assert isinstance(found.earliest_end, CannotTell)


def test_a_recalled_never_holds_nobody() -> None:
    never = {"kinds": ["large_fine"]}
    for said, early in ((SAID, False), (RECALLED, True)):
        found = publication(penalty(), rules(never_early=[{**never, **said}]))
        assert isinstance(found, Publication)
        assert (found.earliest_end != found.latest_end) is early


def test_the_longest_of_several_minimums_counts() -> None:
    longer = [{"months": 6, **SAID}, {"fields": ["other"], "months": 9, **SAID}]
    found = publication(penalty(on="2024-01-15"), rules(longer_minimum=longer))
    assert isinstance(found, Publication)
    assert found.earliest_end == day("2024-10-16")


def test_no_example_stands_twice() -> None:
    rows = [(row[0], row[1], str(row[2])) for row in (*ENDS, *CANNOT, *NEVER)]
    assert len(rows) == len(set(rows))
