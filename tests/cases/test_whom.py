"""A case lists nobody of whom it cannot be told who he is, or who has ended (decision 0019).

And it hinders nothing else: such a case can be closed, what stands can be left, repaired, objected.
"""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from cases import praise
from cases.test_effects import DECISION, determination, now
from cases.test_effects import decided as listed
from cases.test_filing import filing
from cases.world import HEAD, LIAISON, UNIT, at, handed, organisation, subject
from effects.whom import ENDED, SOUND, UNCLEAR
from mingjian.cases.doing import Doing, Opening
from mingjian.cases.filing import file_entry
from mingjian.cases.models import Case
from mingjian.cases.open_case import open_case
from mingjian.cases.take import take
from mingjian.cases.view import view
from mingjian.effects.models import Entry
from mingjian.effects.problems import GateShut, SubjectUnclear
from mingjian.papers.models import Paper

pytestmark = pytest.mark.usefixtures("db")
BAD = UNCLEAR | ENDED


@pytest.fixture
def red_lists(db: None) -> Iterator[None]:  # noqa: ARG001 - it opens the database
    with praise.packs():
        yield


@pytest.mark.parametrize("how", BAD)
def test_no_determination_is_opened(how: str) -> None:
    one = subject(1)
    BAD[how](one)
    with pytest.raises(GateShut) as shut:
        determination(one)
    assert shut.value.place == "code"
    assert not Case.objects.exists()


@pytest.mark.usefixtures("red_lists")
@pytest.mark.parametrize("how", BAD)
def test_no_recognition_is_opened(how: str) -> None:
    one = subject(1)
    BAD[how](one)
    with pytest.raises(GateShut):
        praise.proposed(one)
    assert not Case.objects.exists()


@pytest.mark.parametrize("how", BAD)
def test_what_befalls_it_meanwhile_stops_the_decision_and_leaves_the_other_ways_open(
    how: str,
) -> None:
    one = subject(1)
    case = determination(one)
    BAD[how](one)
    with at("2026-03-18"):
        papers = Paper.objects.count()
        with pytest.raises(GateShut):
            take(case.id, "decide", Doing(DECISION, reason="示例"), HEAD, seq=3)
        assert Paper.objects.count() == papers
        ways = {one_.step.id: one_ for one_ in view(case.id, HEAD).possible}
        codes = [problem.code for problem in ways.pop("decide").blocked_by]
        assert codes in (["effects.subject-unclear"], ["effects.subject-ended"])
        assert ways, "there is a way to close it"
        assert not any(
            problem.code.startswith("effects.subject")
            for way in ways.values()
            for problem in way.blocked_by
        )
    assert not Entry.objects.exists()


@pytest.mark.parametrize("how", SOUND)
def test_what_is_only_marked_hinders_no_case(how: str) -> None:
    one = subject(1)
    SOUND[how](one)
    listed(one)
    assert len(now(one, "2026-03-18").entries) == 1


@pytest.mark.parametrize("how", BAD)
def test_who_is_listed_may_still_object_and_apply_for_repair(how: str) -> None:
    one = subject(1)
    listed(one)
    (entry,) = now(one, "2026-03-18").entries
    BAD[how](one)
    with at("2026-03-20"):
        doing = Doing({"ground": "error"}, (handed("application", one),))
        opening = Opening("objection", one, UNIT, "entry", str(entry.id), doing=doing)
        assert open_case(opening, organisation(one)).id
    assert [marked.target for marked in now(one, "2026-03-20").disputed] == [str(entry.id)]


@pytest.mark.usefixtures("red_lists")
@pytest.mark.parametrize("how", UNCLEAR)
def test_no_entry_of_others_is_filed_of_somebody_who_cannot_be_told(how: str) -> None:
    one = subject(1)
    given = filing(one)
    UNCLEAR[how](one)
    with at("2026-03-10"), pytest.raises(SubjectUnclear):
        file_entry(given, LIAISON)
    assert not Entry.objects.exists()


@pytest.mark.usefixtures("red_lists")
@pytest.mark.parametrize("how", ENDED)
def test_the_word_of_others_about_who_has_ended_is_filed(how: str) -> None:
    one = subject(1)
    given = replace(filing(one))
    ENDED[how](one)
    with at("2026-03-10"):
        assert file_entry(given, LIAISON).subject_id == one
