"""The public list of licences shows what is valid today as the ledger has it now, nothing else.

Against a naive model that knows of each licence only its days, its state and its holder.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.deliveries import number, posting, row
from mingjian.effects.dispute import dispute, settle
from mingjian.effects.target import End, Target
from mingjian.kernel.period import Period
from mingjian.ledger.amend import amend
from mingjian.ledger.correct import correct
from mingjian.ledger.post import post
from mingjian.ledger.withdraw import withdraw
from mingjian.publication import listed
from mingjian.publication.listed import LicenceList, WantedLicences, licence_list
from mingjian.publication.models import Licence
from mingjian.registry.models import SubjectCode
from papers.making import WHO, ago, subject
from publication.licensing import CARD, PERSON, UNIT, followed, licensed, payload
from registry.register import code

pytestmark = pytest.mark.usefixtures("told")
DAY = timedelta(days=1)
CLASSES = ("普通", "特许", "其他-备案")
FATES = ("none", "withdrawn", "invalid", "corrected", "resent", "disputed")
days = st.integers(-40, 40).map(lambda n: ago(0) + n * DAY)
holders = st.sampled_from([(1, "91"), (2, "91"), (3, "92"), (4, "12")])
ends = st.none() | st.integers(1, 60)
acts = st.lists(
    st.tuples(holders, days, ends, st.sampled_from(CLASSES), st.sampled_from(FATES)), max_size=6
)
asked = st.builds(
    WantedLicences,
    category=st.sampled_from(["", "普通", "特许", "其他", "认可"]),
    unit_id=st.sampled_from(["", UNIT, "nobody"]),
    since=st.none() | days,
    until=st.none() | days,
)


def listed_on(on: date | None = None, **wanted: Any) -> LicenceList:
    return licence_list(on or ago(0), WantedLicences(**wanted))


def numbers(on: date | None = None, **wanted: Any) -> list[str]:
    return [one.number for one in listed_on(on, **wanted).rows]


@dataclass
class Thing:
    """A licence as the naive model has it."""

    key: str
    prefix: str
    decided: date
    end: date | None
    category: str
    gone: bool = False
    disputed: bool = field(default=False)

    def shown(self, on: date, wanted: WantedLicences) -> bool:
        return (
            not self.gone
            and self.prefix != "92"
            and self.decided <= on
            and (self.end is None or on < self.end)
            and wanted.category in {"", self.category.split("-")[0]}
            and wanted.unit_id in {"", UNIT}
            and (wanted.since is None or wanted.since <= self.decided)
            and (wanted.until is None or self.decided <= wanted.until)
        )


def made(n: int, act: tuple[tuple[int, str], date, int | None, str, str]) -> Thing:
    (who, prefix), decided, length, category, fate = act
    end = None if length is None else decided + length * DAY
    thing = Thing(f"示许{n}", prefix, decided, end, category, gone=fate in {"withdrawn", "invalid"})
    told: dict[str, Any] = {
        "since": decided,
        "until": end,
        "XK_JDRQ": decided.isoformat(),
        "XK_XKLB": category,
    }
    about: dict[str, Any] = {"who": who, "prefix": prefix, "submission": n}
    state = "2" if fate == "invalid" else "1"
    record = licensed(thing.key, **about, **told, XK_ZT=state)
    followed(n)
    if fate == "resent":
        licensed(thing.key, **(about | {"submission": n + 100}), **told, XK_XKJG="示例二局")
        followed(n + 100)
    elif fate == "corrected":
        thing.category = "特许"
        content = payload(thing.key, who, prefix, XK_JDRQ=decided.isoformat(), XK_XKLB="特许")
        put_right(record, content, Period(decided, end))
    elif fate == "withdrawn":
        taken_back(record)
    elif fate == "disputed":
        thing.disputed = True
        dispute(Target("record", str(record)), n, on=ago(0), actor=WHO)
    return thing


def put_right(record: UUID, content: dict[str, Any], valid: Period) -> None:
    correct(record, content, valid, reason="示例", actor=WHO, at=timezone.now())


def taken_back(record: UUID) -> None:
    withdraw(record, reason="示例", basis="示例法 1", actor=WHO, at=timezone.now())


@given(acts, asked, st.lists(days, min_size=1, max_size=4))
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_public_sees_what_is_valid_and_nothing_else(
    history: list[Any], wanted: WantedLicences, on_days: list[date]
) -> None:
    with transaction.atomic():
        things = [made(n, act) for n, act in enumerate(history, 1)]
        for day in on_days:
            found = licence_list(day, wanted).rows
            expected = {one.key: one for one in things if one.shown(day, wanted)}
            assert {one.number for one in found} == set(expected)
            for one in found:
                assert one.category == expected[one.number].category
                disputed = expected[one.number].disputed and day >= ago(0)
                assert one.licence.disputed is disputed
            assert [one.decided_on for one in found] == sorted(
                (one.decided_on for one in found), reverse=True
            )
        transaction.set_rollback(True)


def test_a_licence_that_is_put_right_is_found_at_once_by_what_it_says_now() -> None:
    record = licensed("示许1", since=ago(30), until=ago(10))
    followed()
    assert numbers(ago(0)) == []
    later = payload("示许1", XK_JDRQ=ago(20).isoformat(), XK_XKLB="特许")
    put_right(record, later, Period(ago(20), ago(-10)))
    assert numbers(ago(0)) == ["示许1"]
    assert numbers(ago(0), category="特许", since=ago(20), until=ago(20)) == ["示许1"]
    assert numbers(ago(0), category="普通") == []


def test_a_prolonged_licence_stays_in_the_list() -> None:
    record = licensed("示许1", since=ago(30), until=ago(-1))
    followed()
    amend(record, payload("示许1"), ago(1), reason="示例", actor=WHO, at=timezone.now())
    assert Licence.objects.get().until == ago(-1), "an amendment keeps the last day"
    put_right(record, payload("示许1"), Period(ago(30), None))
    assert Licence.objects.get().until is None


def test_what_is_put_right_before_its_posting_is_followed_is_there_once() -> None:
    record = licensed("示许1")
    put_right(record, payload("示许1", XK_XKLB="特许"), Period(ago(30), None))
    assert Licence.objects.get().category == "特许"
    followed()
    assert Licence.objects.get().category == "特许"


def test_what_is_taken_back_or_no_organisations_leaves_the_directory() -> None:
    records = [licensed(f"示许{n}") for n in (1, 2)]
    followed()
    taken_back(records[0])
    put_right(records[1], payload("示许2", prefix="92"), Period(ago(30), None))
    assert list(Licence.objects.all()) == []


def test_a_correction_of_another_item_leaves_the_directory_alone() -> None:
    post([row("示罚1")], replace(posting(), posted_at=timezone.now()))
    put_right(number("示罚1"), {"CF_WSH": "示罚1"}, Period(ago(30), None))
    assert list(Licence.objects.all()) == []


def test_a_correction_that_fails_moves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    record = licensed("示许1")
    followed()

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("mingjian.ledger.correct.append", broken)
    with pytest.raises(RuntimeError):
        put_right(record, payload("示许1", XK_XKLB="特许"), Period(ago(30), None))
    assert Licence.objects.get().category == "普通"


def test_a_row_has_the_laws_fields_and_names_no_person() -> None:
    licensed("示许1", until=ago(0) + DAY, XK_XKLB="其他-备案")
    followed()
    (one,) = listed_on().rows
    assert (one.name, one.code) == ("示例1号有限公司", code(1))
    assert (one.number, one.licence.title, one.category) == ("示许1", "示例许可决定书", "其他-备案")
    assert (one.authority, one.decided_on, one.last_day) == ("示例局", ago(30), ago(0))
    assert PERSON not in repr(one)
    assert CARD not in repr(one)


def test_what_is_withdrawn_is_gone_and_what_is_corrected_corrected_at_once() -> None:
    gone, wrong = licensed("示许1"), licensed("示许2")
    followed()
    assert set(numbers()) == {"示许1", "示许2"}
    taken_back(gone)
    content = payload("示许2", XK_XKJG="示例二局", XK_XKLB="特许")
    put_right(wrong, content, Period(ago(30), None))
    (one,) = listed_on().rows
    assert (one.authority, one.category) == ("示例二局", "特许")
    assert numbers(category="普通") == [], "the directory still says so, the ledger does not"
    put_right(wrong, content, Period(ago(30), ago(0)))
    assert numbers() == []


def test_a_licence_that_changes_from_a_day_on_is_shown_as_of_each_day() -> None:
    record = licensed("示许1")
    content = payload("示许1", XK_XKJG="示例二局")
    amend(record, content, ago(0), reason="示例", actor=WHO, at=timezone.now())
    followed()
    assert [one.authority for one in listed_on(ago(0) - DAY).rows] == ["示例局"]
    assert [one.authority for one in listed_on().rows] == ["示例二局"]


def test_it_is_marked_as_disputed_until_that_is_settled() -> None:
    target = Target("record", str(licensed("示许1")))
    followed()
    dispute(target, 7, on=ago(0), actor=WHO)
    assert [one.licence.disputed for one in listed_on().rows] == [True]
    assert [one.licence.disputed for one in listed_on(ago(0) - DAY).rows] == [False]
    settle(target, End(ago(0), "示例原因", "示例法 2", WHO, case_id=7))
    assert [one.licence.disputed for one in listed_on().rows] == [False]


def test_an_organisation_whose_code_is_in_doubt_is_not_shown() -> None:
    licensed("示许1")
    followed()
    assert numbers() == ["示许1"]
    SubjectCode.objects.filter(code=code(1)).update(flag="duplicate")
    assert numbers() == []


def test_a_licence_that_now_is_an_individual_businesss_is_not_shown() -> None:
    licensed("示许1")
    followed()
    licensed("示许1", who=3, prefix="92", submission=2)
    followed(2)
    assert Licence.objects.count() == 1, "what the directory says is not what is shown"
    assert numbers() == []


def test_it_can_be_asked_for_by_organisation() -> None:
    licensed("示许1")
    licensed("示许2", who=2)
    followed()
    assert numbers(about=[subject(2)]) == ["示许2"]
    assert numbers(about=[]) == []
    assert numbers(unit_id="' OR ''='") == []


def test_no_more_is_shown_than_a_person_reads_and_it_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for n in range(5):
        licensed(f"示许{n}", XK_JDRQ=ago(n).isoformat())
    followed()
    for most, cut in ((5, False), (4, True), (2, True)):
        monkeypatch.setattr(listed, "SHOWN_AT_MOST", most)
        found = listed_on()
        assert (len(found.rows), found.cut) == (most, cut)
        assert [one.decided_on for one in found.rows] == [ago(n) for n in range(most)]


def test_what_is_gone_does_not_take_the_place_of_what_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for n in range(6):
        state = "2" if n < 4 else "1"
        licensed(f"示许{n}", submission=n, XK_JDRQ=ago(n).isoformat(), XK_ZT=state)
        followed(n)
    monkeypatch.setattr(listed, "SHOWN_AT_MOST", 2)
    monkeypatch.setattr(listed, "_AT_ONCE", 2)
    assert (numbers(), listed_on().cut) == (["示许4", "示许5"], False)
    monkeypatch.setattr(listed, "_LOOKED_AT", 4)
    assert (numbers(), listed_on().cut) == ([], True), "looked at no further, and says so"


@pytest.mark.parametrize("rows", [1, 40])
def test_it_asks_as_often_for_many_as_for_one(
    rows: int, django_assert_max_num_queries: Any
) -> None:
    for n in range(rows):
        licensed(f"示许{n}", who=n % 9 + 1)
    followed()
    with django_assert_max_num_queries(6):
        assert len(listed_on().rows) == rows
