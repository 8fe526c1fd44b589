"""Organisations as everybody may find them: no persons, no more than a page, licences in force."""

from datetime import timedelta

import pytest

from effects import world
from mingjian.effects.public import Wanted
from mingjian.effects.publish import publish_record
from mingjian.publication.licences import public_licences
from mingjian.publication.organisations import FOUND_AT_MOST, find_public, public_organisation
from mingjian.publication.problems import NotPublic
from mingjian.publication.published import SHOWN_AT_MOST, published
from mingjian.registry.models import SubjectCode
from mingjian.registry.problems import NothingToSearch
from papers.making import ago, subject
from publication.licensing import CARD, PERSON, licensed
from registry.register import code, enrol

pytestmark = pytest.mark.usefixtures("told")
DAY = timedelta(days=1)


def test_licences_in_force_are_shown_the_latest_first() -> None:
    licensed("示许1")
    licensed("示许2", until=ago(0) + DAY, XK_JDRQ=ago(20).isoformat())
    licensed("示许3", until=ago(0))
    licensed("示许4", XK_ZT="2")
    licensed("示许5", XK_JDRQ=(ago(0) + DAY).isoformat())
    found = public_licences(subject(1), ago(0))
    assert [one.number for one in found] == ["示许2", "示许1"]
    assert (found[1].title, found[1].authority) == ("示例许可决定书", "示例局")
    tomorrow = public_licences(subject(1), ago(0) + DAY)
    assert [one.number for one in tomorrow] == ["示许5", "示许1"]
    assert found[1].last_day is None
    assert found[0].last_day == ago(0)
    assert PERSON not in repr(found)
    assert CARD not in repr(found)


def test_an_organisation_whose_code_is_in_doubt_is_neither_found_nor_shown() -> None:
    subject(1)
    SubjectCode.objects.filter(code=code(1)).update(flag="duplicate")
    assert find_public("示例1号有限公司") == []
    with pytest.raises(NotPublic):
        public_organisation(code(1), ago(0))


def test_an_organisation_is_found_by_code_and_by_name() -> None:
    subject(1)
    assert [one.code for one in find_public(code(1))] == [code(1)]
    assert code(1) in [one.code for one in find_public("示例1号")]
    assert public_organisation(code(1), ago(0)).who.name == "示例1号有限公司"


def test_neither_search_nor_page_knows_an_individual_business() -> None:
    subject(1, "92")
    assert find_public(code(1, "92")) == []
    assert find_public("示例1号有限公司") == []
    for unknown in (code(1, "92"), code(2), "", "<script>", "330299199001010000"):
        with pytest.raises(NotPublic):
            public_organisation(unknown, ago(0))


def test_a_search_gives_few_whatever_it_asks() -> None:
    enrol([(code(n), f"示例贸易{n}号有限公司") for n in range(1, 60)])
    assert len(find_public("示例贸易有限公司")) <= FOUND_AT_MOST
    with pytest.raises(NothingToSearch):
        find_public("示")


def test_no_more_is_shown_than_a_person_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(3):
        publish_record(world.publishing(world.penalty(key=f"示罚〔2026〕{n}号")))
    assert SHOWN_AT_MOST <= 500
    assert not published(ago(0), Wanted()).cut
    monkeypatch.setattr("mingjian.publication.published.SHOWN_AT_MOST", 2)
    found = published(ago(0), Wanted(kind="penalty"))
    assert (len(found.rows), found.cut, found.counts["penalty"]) == (2, True, 3)
    assert published(ago(0), Wanted(kind="red")).counts["penalty"] == 3
