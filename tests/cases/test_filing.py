"""Entries of red lists that others decide, filed with their own document."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest

from cases import praise
from cases.world import HEAD, LIAISON, OFFICE, UNIT, at, organisation, subject
from effects import world
from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import UnderRule
from mingjian.cases.filing import Document, Filing, file_entry
from mingjian.cases.problems import NotFiledHere
from mingjian.effects.enter import enter
from mingjian.effects.gate import Article
from mingjian.effects.in_force import in_force
from mingjian.effects.models import Entry
from mingjian.effects.problems import AlreadyThere, GateShut
from mingjian.effects.views import EntryView
from mingjian.kernel.problem import Problem
from mingjian.papers.keep import original
from mingjian.papers.models import Paper
from mingjian.papers.problems import PaperUnfit
from mingjian.papers.read import paper
from mingjian.policy.schema.base import Text
from mingjian.registry.find import subject as known
from papers.making import paper as a_paper
from papers.making import served

pytestmark = pytest.mark.usefixtures("db", "red_lists")
DECIDED, SERVED = date(2026, 3, 2), date(2026, 3, 4)
TODAY = "2026-03-10"


@pytest.fixture
def red_lists() -> Iterator[None]:
    with praise.packs():
        yield


def filing(one: int, list_id: str = "X-TAX", **changes: Any) -> Filing:
    about = known(one)
    assert about is not None
    given = Document(
        "示例税务局", "示税〔2026〕1号", DECIDED, SERVED, "publication", BytesIO(b"x"), "示例.pdf"
    )
    told = {name: changes.pop(name) for name in set(changes) & set(Document.__dataclass_fields__)}
    basis, way = Article("示例办法", "第三条", "2025-07-01"), Text(zh="重新评价", en="evaluation")
    plain = Filing(list_id, about, replace(given, **told), basis, way, world.REMEDY)
    return replace(plain, **changes)


def filed(one: int, actor: Actor = LIAISON, **changes: Any) -> EntryView:
    with at(TODAY):
        return file_entry(filing(one, **changes), actor)


def rule_of(caught: pytest.ExceptionInfo[Problem]) -> object:
    return caught.value.facts["rule"]


def test_an_entry_rests_on_the_document_of_its_issuer() -> None:
    one = subject(1)
    made = filed(one)
    (held,) = in_force(one, date(2026, 3, 10)).entries
    assert (held.id, held.list_id, held.unit_id) == (made.id, "X-TAX", UNIT)
    decision = paper(made.parts.decision)
    assert (decision.signed_by, decision.signed_on) == ("示例税务局", DECIDED)
    assert original(decision).read_bytes() == b"x"
    assert made.parts.term.start == DECIDED
    assert made.parts.term.until == Text(zh="重新评价", en="evaluation")


def test_one_document_that_names_many_is_filed_for_each() -> None:
    one, two = subject(1), subject(2)
    filed(one)
    filed(two)
    assert len({row.number for row in Paper.objects.all()}) == Entry.objects.count() == 2
    with pytest.raises(Problem):
        filed(one)


def test_the_term_is_that_of_the_list_or_the_one_given() -> None:
    one = subject(1)
    assert filed(one, until=date(2027, 1, 1)).parts.term.end == date(2027, 1, 1)
    assert filed(one, list_id="X-YEAR", number="示税〔2026〕2号").parts.term.end == date(2027, 3, 2)


@pytest.mark.parametrize("list_id", ["X-RED", "X-BLACK", "B01", "B20", "B04", "A03", "R04"])
def test_what_is_decided_here_or_hurts_is_not_filed_so(list_id: str) -> None:
    one = subject(1)
    with pytest.raises(NotFiledHere):
        filed(one, list_id=list_id)
    assert not Entry.objects.exists()
    assert not Paper.objects.exists(), "a refused filing leaves no paper"


def test_a_list_of_persons_is_not_filed_either() -> None:
    one = subject(1)
    with pytest.raises(GateShut) as caught:
        filed(one, list_id="X-PERSONS")
    assert rule_of(caught) == "effects_list_allowed"


def test_the_days_must_be_possible() -> None:
    one = subject(1)
    with pytest.raises(PaperUnfit):
        filed(one, served_on=date(2026, 3, 1))
    with pytest.raises(PaperUnfit):
        filed(one, decided_on=date(2026, 3, 11))
    with pytest.raises(Problem):
        filed(one, until=DECIDED)
    assert not Entry.objects.exists()


def test_only_a_liaison_files() -> None:
    one = subject(1)
    for actor in (HEAD, OFFICE, organisation(one)):
        with pytest.raises(UnderRule):
            filed(one, actor)
    assert not Paper.objects.exists()


def test_what_others_decided_stands_beside_a_black_entry_and_is_not_judged_anew() -> None:
    one = subject(1)
    enter(world.listing(world.heard(one)))
    made = file_entry(filing(one), LIAISON)
    assert made.list_id == "X-TAX"
    with pytest.raises(AlreadyThere):
        file_entry(filing(one, number="示税〔2026〕2号"), LIAISON)


def test_a_made_paper_is_no_document_of_the_issuer() -> None:
    one = subject(1)
    decision = a_paper(one, unit_id="other-tax", number="示税〔2026〕9号")
    given = world.Heard(one, decision.id, served(decision.id, one, world.decided()).id)
    with pytest.raises(GateShut) as caught:
        enter(world.listing(given, list_id="X-TAX"))
    assert rule_of(caught) == "effects_source"


def test_a_black_list_is_not_entered_by_a_kept_document() -> None:
    """What a red list may rest on does not open a black one that others decide."""
    one = subject(1)
    made = filed(one)
    given = world.Heard(one, made.parts.decision, made.parts.notice)
    with pytest.raises(GateShut) as caught:
        enter(world.listing(given, list_id="X-COURT", parts=made.parts))
    assert rule_of(caught) == "effects_source"
