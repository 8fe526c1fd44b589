"""What may not stand on a public page does not: every kind of effect in every state.

Against a naive model that knows of each thing only its days, how it ended and whose it is.
"""

from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.filing import close_record
from effects import world
from mingjian.effects.adverse import make_adverse
from mingjian.effects.announce import announce
from mingjian.effects.dispute import dispute, settle
from mingjian.effects.enter import enter, leave
from mingjian.effects.gate import Term
from mingjian.effects.problems import AlreadyOver, AlreadyThere, GateShut
from mingjian.effects.public import KINDS, Wanted, public_counts, public_effects
from mingjian.effects.publish import publish_record, stop_publication
from mingjian.effects.repair import repair
from mingjian.effects.service.given import Served
from mingjian.effects.service.record import record_service
from mingjian.effects.shield import shield, unshield
from mingjian.effects.target import Target
from mingjian.effects.undo import undo
from mingjian.kernel.period import Period
from mingjian.policy.schema.base import Text
from mingjian.registry.models import SubjectCode
from papers.making import WHO, ago, paper, subject
from registry.register import code

pytestmark = pytest.mark.usefixtures("told")
DAY = timedelta(days=1)
UNTIL = Text(zh="改正", en="corrected")
days = st.integers(0, 60).map(lambda n: world.decided() + n * DAY)
terms = st.tuples(days, st.none() | st.integers(1, 40)).map(
    lambda pair: Term(pair[0], None if pair[1] is None else pair[0] + pair[1] * DAY, UNTIL)
)
KINDS_MADE = ("penalty", "black", "red", "adverse")
FATES = ("none", "ended", "repaired", "withdrawn", "unpublished", "simple")
acts = st.lists(
    st.tuples(st.sampled_from(KINDS_MADE), terms, st.sampled_from(FATES), days), max_size=5
)
shields = st.none() | st.tuples(days, st.none() | days)


def published(entry_id: int, on: date | None = None) -> None:
    """As the step of a determination does."""
    announce([entry_id], on or world.decided(), actor=WHO)


def shown(on: date | None = None, **wanted: object) -> list[tuple[str, int]]:
    found = public_effects(on or ago(0), Wanted(**wanted), most=100)  # type: ignore[arg-type]  # of a test
    return sorted((one.kind, one.id) for one in found)


@dataclass
class Thing:
    """A thing that might be public, as the naive model has it."""

    kind: str
    id: int
    start: date
    end: date | None
    never: bool = False
    ended: date | None = None
    seen: date = field(default_factory=world.decided)

    def holds(self, day: date) -> bool:
        """Whether it is in force, by its days alone."""
        over = (self.end is not None and self.end <= day) or (
            self.ended is not None and self.ended <= day
        )
        return self.start <= day and not over

    def on(self, day: date) -> bool:
        return self.holds(day) and self.seen <= day and not self.never


def penalty(n: int, term: Term, fate: str, day: date) -> Thing:
    """A published penalty, and what became of it."""
    record = world.penalty(key=f"示罚〔2026〕{n}号")
    end = term.end or term.start + 100 * DAY
    made = publish_record(world.publishing(record, holds=Period(term.start, end)))
    thing = Thing("penalty", made.id, term.start, end, never=fate in {"withdrawn", "simple"})
    thing.ended = day if fate in {"ended", "repaired"} else None
    if fate == "ended":
        stop_publication(record, world.end(day))
    elif fate == "repaired":
        repair(Target("record", str(record)), world.end(day))
    elif fate == "withdrawn":
        undo(Target("record", str(record)), world.end(day))
    elif fate == "simple":
        record_service(Served(record, None, "simple"), ago(0), actor=WHO)
    return thing


def listed(given_: world.Heard, kind: str, term: Term, fate: str, day: date) -> Thing:
    """An entry, published or not, and what became of it."""
    list_id = "X-RED" if kind == "red" else "X-BLACK"
    made = enter(world.listing(given_, list_id=list_id, parts=given_.parts(term=term)))
    seen = world.decided() + (day - world.decided()) // 2
    if fate != "unpublished":
        published(made.id, seen)
    if fate == "ended":
        leave(made.id, world.end(day))
    elif fate == "repaired":
        repair(Target("entry", str(made.id)), world.end(day))
    ended = day if fate in {"ended", "repaired"} else None
    return Thing(kind, made.id, term.start, term.end, fate == "unpublished", ended, seen)


def one_of(n: int, given_: world.Heard, act: tuple[str, Term, str, date]) -> Thing:
    kind, term, fate, day = act
    if kind == "penalty":
        return penalty(n, term, fate, day)
    if kind == "adverse":
        # Adverse information that is not published is nobody else's business.
        made = make_adverse(world.finding(world.penalty(key=f"示罚〔2025〕{n}号")))
        return Thing(kind, made.id, world.decided(), None, never=True)
    return listed(given_, kind, term, fate, day)


def black(things: list[Thing]) -> list[Thing]:
    return [one for one in things if one.kind == "black"]


@given(acts, shields, st.lists(days, min_size=1, max_size=6))
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_public_sees_what_the_dates_let_it_see_and_nothing_else(
    history: list[tuple[str, Term, str, date]],
    shielded: tuple[date, date | None] | None,
    asked: list[date],
) -> None:
    with transaction.atomic():
        given_, things = world.heard(), list[Thing]()
        for n, act in enumerate(history):
            praised = act[0] == "red" and any(one.holds(act[1].start) for one in black(things))
            # Nobody is praised while on a black list.
            refused = pytest.raises(GateShut) if praised else nullcontext()
            with suppress(AlreadyThere, AlreadyOver), refused, transaction.atomic():
                things.append(one_of(n, given_, act))
        _shield(given_.subject_id, shielded)
        for day in asked:
            _compare(things, day, hidden=shielded is not None and _covers(shielded, day))
        transaction.set_rollback(True)


def _compare(things: list[Thing], day: date, *, hidden: bool) -> None:
    expected = [(t.kind, t.id) for t in things if t.on(day) and (t.kind == "red" or not hidden)]
    assert shown(day) == sorted(expected), day
    counted = {kind: sum(one[0] == kind for one in expected) for kind in KINDS}
    assert public_counts(day, Wanted()) == counted


def _shield(about: int, days_of: tuple[date, date | None] | None) -> None:
    if days_of is None:
        return
    ruling = paper(about, kind="ruling", number="示例裁定1号").id
    made = shield(about, ruling, days_of[0], 1, actor=WHO)
    if days_of[1] is not None:
        unshield(made.id, world.end(days_of[1]))


def _covers(shielded: tuple[date, date | None], day: date) -> bool:
    return shielded[0] <= day and not (shielded[1] is not None and shielded[1] <= day)


def listed_today(about: int, list_id: str = "X-BLACK", **changes: object) -> int:
    """A published entry of today; its number."""
    made = enter(world.listing(world.heard(about), list_id=list_id, **changes))
    published(made.id)
    return made.id


def test_what_is_shown_says_basis_unit_document_days_and_the_ways_out() -> None:
    number = listed_today(subject())
    record = world.penalty()
    publish_record(world.publishing(record))
    penalty_, entry_ = sorted(public_effects(ago(0), Wanted(), most=9), key=lambda one: one.about)[
        ::-1
    ]
    assert (penalty_.kind, penalty_.target, penalty_.basis) == (
        "penalty",
        str(record),
        "《示例法》第一条",
    )
    assert (entry_.kind, entry_.target, entry_.basis) == ("black", str(number), "《示例法》9")
    for one in (penalty_, entry_):
        assert (one.code, one.name) == (code(1), "示例1号有限公司")
        assert (one.since, one.until) == (world.decided(), world.decided() + 365 * DAY)
        assert (one.exit, one.remedy) == (world.EXIT, world.REMEDY)
        assert one.document
        assert one.decided_on == world.decided()
        assert not one.disputed


def test_an_entry_without_an_end_says_when_it_ends() -> None:
    given_ = world.heard()
    made = enter(world.listing(given_, parts=given_.parts(term=Term(world.decided(), None, UNTIL))))
    published(made.id)
    (one,) = public_effects(ago(0), Wanted(), most=9)
    assert (one.until, one.until_when) == (None, UNTIL)


def test_an_individual_business_is_on_no_public_page() -> None:
    publish_record(world.publishing(world.penalty(prefix="92")))
    listed_today(subject(1, "92"), "X-RED")
    assert shown() == []
    assert public_counts(ago(0), Wanted()) == dict.fromkeys(KINDS, 0)


def test_an_organisation_whose_code_is_in_doubt_is_not_shown() -> None:
    publish_record(world.publishing(world.penalty()))
    assert len(shown()) == 1
    SubjectCode.objects.filter(code=code(1)).update(flag="duplicate")
    assert shown() == []


def test_it_is_marked_as_disputed_until_that_is_settled() -> None:
    record, number = world.penalty(), listed_today(subject())
    publish_record(world.publishing(record))
    adverse = make_adverse(world.finding(record))
    assert _disputed() == set()
    for target in (Target("entry", str(number)), Target("adverse", str(adverse.id))):
        dispute(target, 7, on=ago(0), actor=WHO)
    assert _disputed() == {"entry", "record"}
    assert _disputed(ago(0) - DAY) == set()
    settle(Target("entry", str(number)), world.end(case_id=7))
    assert _disputed() == {"record"}


def _disputed(on: date | None = None) -> set[str]:
    return {one.about for one in public_effects(on or ago(0), Wanted(), most=9) if one.disputed}


def test_a_procedure_corrected_with_a_reason_counts_as_corrected() -> None:
    record = world.penalty()
    made = publish_record(world.publishing(record))
    record_service(Served(record, None, "simple"), ago(0), actor=WHO)
    assert shown() == []
    corrected = Served(record, world.decided(), "ordinary", reason="示例：登记有误")
    record_service(corrected, ago(0), actor=WHO)
    assert shown() == [("penalty", made.id)]


def test_a_collected_entry_is_public_when_its_source_is_and_goes_with_it() -> None:
    record = world.penalty()
    made = enter(world.listing(world.heard(), list_id="X-COURT", source_record=record))
    assert shown() == [("black", made.id)]
    close_record(str(record))
    assert shown() == []


def test_what_is_said_of_one_entry_publishes_no_other() -> None:
    first, second = world.heard(), world.heard(subject(2))
    made = [enter(world.listing(one)).id for one in (first, second)]
    assert shown() == []
    published(made[1])
    assert shown() == [("black", made[1])]
    published(made[0])
    assert shown() == [("black", one) for one in made]


def test_it_can_be_asked_for_by_kind_unit_list_and_organisation() -> None:
    one, two = listed_today(subject(1)), listed_today(subject(2), "X-RED")
    made = publish_record(world.publishing(world.penalty()))
    assert shown(kind="red") == [("red", two)]
    assert shown(list_id="X-BLACK") == [("black", one)]
    assert shown(about=[subject(1)]) == [("black", one), ("penalty", made.id)]
    assert shown(about=[]) == []
    assert shown(unit_id="nobody") == []
    assert shown(unit_id="' OR ''='") == []
    assert len(public_effects(ago(0), Wanted(), most=2)) == 2
