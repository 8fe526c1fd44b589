"""Acceptance 1: random histories under random packs, asked of on random days.

No answer has an effect without its six parts, past its end, withdrawn, repaired, of a list that is
not live, or of a person. What is in force, by the room itself and by the check, is what a naive
model says: a list of things with the days on which they begin and end.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.affecting import told
from checks.filing import sealer_runs
from effects import world
from mingjian.effects.adverse import make_adverse
from mingjian.effects.contest import Result, contest, contest_decided
from mingjian.effects.dispute import dispute, settle
from mingjian.effects.enter import enter, leave
from mingjian.effects.gate import Term
from mingjian.effects.impose import impose, lift
from mingjian.effects.in_force import InForce, in_force
from mingjian.effects.problems import AlreadyOver, AlreadyThere, GateShut, NoSuchEffect
from mingjian.effects.publish import publish_record
from mingjian.effects.repair import repair
from mingjian.effects.shield import shield, unshield
from mingjian.effects.sync import sync
from mingjian.effects.target import Target
from mingjian.effects.undo import undo
from mingjian.effects.views import AdverseView, EntryView, MeasureView, PublicationView
from mingjian.kernel.period import Period
from mingjian.kernel.problem import Problem
from mingjian.kernel.uscc_tables import SubjectClass
from mingjian.policy.keep import keep
from mingjian.policy.resolve import Policies
from mingjian.policy.schema import ListDefinition, Pack
from mingjian.policy.schema.base import Text
from mingjian.policy.standing import policies, use
from papers.making import WHO, paper, subject

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
UNTIL = Text(zh="改正", en="corrected")
NAMES = ("X-BLACK", "X-RED", "X-ONE", "X-TWO")
MEASURES = (
    world.a_measure("x-barred"),
    world.a_measure("x-own", lists=()),
    world.a_measure("x-kind", nature="incentive", step="incentive", lists=("X-RED",)),
    world.a_measure(
        "x-clear", nature="incentive", step="incentive", lists=("X-RED",), not_while=("black",)
    ),
)
days = st.integers(0, 60).map(lambda n: world.decided() + n * DAY)
terms = st.tuples(days, st.none() | st.integers(1, 40)).map(
    lambda pair: Term(pair[0], None if pair[1] is None else pair[0] + pair[1] * DAY, UNTIL)
)


@st.composite
def lists(draw: st.DrawFn) -> tuple[ListDefinition, ...]:
    """Two lists that live, and two of any colour, level, status and time."""
    wild = [
        world.a_list(
            name,
            colour=draw(st.sampled_from(["red", "black", "watch"])),
            status=draw(st.sampled_from(["live", "historic", "unclear"])),
            level=draw(st.sampled_from(["law", "departmental_rule", "policy_document", "none"])),
            scope=draw(st.sampled_from(["national", "local"])),
            part=draw(st.sampled_from(["decides", "receives", None])),
            effective_to=draw(st.none() | st.just(world.decided() - DAY)),
        )
        for name in NAMES[2:]
    ]
    return (world.a_list("X-BLACK"), world.a_list("X-RED", colour="red"), *wild)


ACTS = ("enter", "impose", "impose-for", "decide", "end", "repair", "undo", "contest", "upset")
steps = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(0, 9), terms, days), min_size=1, max_size=9
)
shields = st.none() | st.tuples(days, st.none() | days)


@dataclass
class Thing:
    """One effect as the naive model has it; `rests_on`: the entry without which it is nothing."""

    kind: str
    id: int
    start: date
    end: date | None
    good: bool = False
    black: bool = False
    record: UUID | None = None
    rests_on: "Thing | None" = None
    ended: date | None = None
    withdrawn: bool = False

    def on(self, day: date) -> bool:
        """Whether it is in force, by its days alone."""
        begun, over = self.start <= day, self.end is not None and self.end <= day
        stopped = self.ended is not None and self.ended <= day
        stands = self.rests_on is None or self.rests_on.on(day)
        return begun and not over and not stopped and not self.withdrawn and stands

    def stop(self, day: date) -> None:
        """The first end counts: it is written once."""
        if self.ended is None:
            self.ended = day


@dataclass
class History:
    """The things of one organisation, made and ended by the verbs and in the model at once."""

    known: tuple[ListDefinition, ...]
    heard: world.Heard
    things: list[Thing] = field(default_factory=list)
    contests: dict[UUID, int] = field(default_factory=dict)

    def of(self, *kinds: str) -> list[Thing]:
        return [one for one in self.things if one.kind in kinds]

    def enter(self, n: int, term: Term, _: date) -> None:
        wanted = self.known[n % len(self.known)]
        listing = world.listing(self.heard, list_id=wanted.id, parts=self.heard.parts(term=term))
        made = enter(listing)
        assert wanted.status == "live", "a list that does not live has no entry"
        assert wanted.in_force(world.decided())
        assert wanted.part == "decides"
        red, black = (wanted.colour == colour for colour in ("red", "black"))
        listed = any(one.black and one.on(term.start) for one in self.things)
        assert not (red and listed), "nobody is praised while on a black list"
        self.things.append(Thing("entry", made.id, term.start, term.end, good=red, black=black))

    def impose(self, _: int, term: Term, __: date) -> None:
        term = _year(term)
        made = impose(
            world.imposition(self.heard, measure_id="x-own", parts=self.heard.parts(term=term))
        )
        self.things.append(Thing("measure", made.id, term.start, term.end))

    def impose_for(self, n: int, term: Term, _: date) -> None:
        entry = _pick(self.of("entry"), n)
        term = _year(term)
        for name, good in (("x-barred", False), ("x-kind", True)):
            with suppress(GateShut), transaction.atomic():
                made = impose(
                    world.imposition(
                        self.heard,
                        measure_id=name,
                        entry_id=entry.id,
                        parts=self.heard.parts(term=term),
                    )
                )
                self.things.append(
                    Thing("measure", made.id, term.start, term.end, good=good, rests_on=entry)
                )

    def decide(self, n: int, term: Term, _: date) -> None:
        record = world.penalty(key=f"示罚〔2026〕{n}号")
        start = max(term.start, world.decided() + DAY)
        end = term.end if term.end and term.end > start else start + 300 * DAY
        with self._of_record(record):
            shown = publish_record(world.publishing(record, holds=Period(world.decided(), end)))
        self.things.append(Thing("published", shown.id, world.decided(), end, record=record))
        made = make_adverse(world.finding(record, final_on=start, until=end))
        self.things.append(Thing("adverse", made.id, start, end, record=record))

    @contextmanager
    def _of_record(self, record: UUID | None) -> Iterator[None]:
        """What was taken back is not there any more, however often it is delivered again."""
        gone = any(one.withdrawn and one.record == record for one in self.things)
        try:
            yield
        except NoSuchEffect:
            assert gone, "only what was taken back is no longer there"
            raise _Nothing from None
        assert not gone, "what was taken back is there again"

    def end(self, n: int, _: Term, day: date) -> None:
        one = _pick(self.of("entry", "measure"), n)
        (leave if one.kind == "entry" else lift)(one.id, world.end(day))
        self._stop(one, day)

    def repair(self, n: int, _: Term, day: date) -> None:
        one = _pick(self.of("entry", "measure", "adverse"), n)
        repair(Target(one.kind, str(one.id)), world.end(day))  # type: ignore[arg-type]  # a kind
        self._stop(one, day)

    def undo(self, n: int, _: Term, day: date) -> None:
        one = _pick(self.of("adverse"), n)
        with self._of_record(one.record):
            undo(Target("record", str(one.record)), world.end(day))
        self._withdrawn(one, day)

    def contest(self, n: int, _: Term, day: date) -> None:
        one = _pick(self.of("adverse"), n)
        assert one.record is not None
        with self._of_record(one.record):
            made = contest(one.record, "review", day, actor=WHO)
        self.contests[one.record] = made.id
        if one.start > day:
            one.stop(day)

    def upset(self, n: int, _: Term, day: date) -> None:
        one = _pick([one for one in self.of("adverse") if one.record in self.contests], n)
        assert one.record is not None
        result = Result("revoked", day, "示例复议决定")
        contest_decided(self.contests[one.record], result, actor=WHO)
        self._withdrawn(one, day)

    def _stop(self, one: Thing, day: date) -> None:
        """With all that stands and falls with it."""
        for other in self.things:
            same = one.record is not None and other.record == one.record
            if other is one or same or other.rests_on is one:
                other.stop(day)

    def _withdrawn(self, one: Thing, day: date) -> None:
        self._stop(one, day)
        for other in self.things:
            other.withdrawn |= other.record == one.record


class _Nothing(Exception):  # noqa: N818 - not an error: there is nothing to act on
    pass


def _pick(ones: list[Thing], n: int) -> Thing:
    if not ones:
        raise _Nothing
    return ones[n % len(ones)]


def _year(term: Term) -> Term:
    return term if term.end else replace(term, end=term.start + 300 * DAY)


@contextmanager
def standing(known: tuple[ListDefinition, ...]) -> Iterator[None]:
    """The packs stand and the gate knows them; whatever is made goes away again."""
    name = {"zh": "示例包", "en": "example pack"}
    plain = {"id": "example", "name": name, "jurisdiction": "示例区", "sources": []}
    made = Pack.model_validate({**plain, "lists": known, "measures": MEASURES})
    all_packs = Policies([*policies().packs, made])
    with use(all_packs), transaction.atomic():
        keep(all_packs)
        sync(all_packs)
        sealer_runs()
        yield
        transaction.set_rollback(True)


@given(lists(), steps, shields, st.lists(days, min_size=1, max_size=4))
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_answer_has_what_is_not_in_force(
    known: tuple[ListDefinition, ...],
    acts: list[tuple[str, int, Term, date]],
    shielded: tuple[date, date | None] | None,
    asked: list[date],
) -> None:
    with standing(known):
        history = History(known, world.heard(subject(1)))
        for act, n, term, day in acts:
            verb: Callable[..., None] = getattr(history, act.replace("-", "_"))
            with suppress(AlreadyOver, AlreadyThere, GateShut, _Nothing), transaction.atomic():
                verb(n, term, day)
        marks = _disputed(history)
        _shield(history, shielded)
        for day in asked:
            hidden = shielded is not None and _covers(shielded, day)
            _compare(history, day, hidden=hidden)
            assert {one.target for one in in_force(history.heard.subject_id, day).disputed} == (
                marks if day >= world.decided() else set()
            )


def _disputed(history: History) -> set[str]:
    """Everything is objected to; of every second thing the objection is settled at once."""
    open_ones = set()
    for n, one in enumerate(history.of("entry")):
        target = Target("entry", str(one.id))
        dispute(target, n + 1, on=world.decided(), actor=WHO, subject_id=history.heard.subject_id)
        with pytest.raises(Problem):
            dispute(target, n + 1, on=world.decided(), actor=WHO, subject_id=subject(2))
        if n % 2:
            settle(target, world.end(world.decided(), case_id=n + 1))
        else:
            open_ones.add(str(one.id))
    return open_ones


def _shield(history: History, days_of: tuple[date, date | None] | None) -> None:
    if days_of is None:
        return
    about = history.heard.subject_id
    made = shield(
        about, paper(about, kind="ruling", number="示例裁定1号").id, days_of[0], 1, actor=WHO
    )
    if days_of[1] is not None:
        unshield(made.id, world.end(days_of[1]))


def _covers(shielded: tuple[date, date | None], day: date) -> bool:
    start, end = shielded
    return start <= day and not (end is not None and end <= day)


def _compare(history: History, day: date, *, hidden: bool) -> None:
    expected = {
        (one.kind, one.id) for one in history.things if one.on(day) and (one.good or not hidden)
    }
    now = in_force(history.heard.subject_id, day)
    assert _seen(now) == expected
    gated: list[EntryView | MeasureView] = [*now.entries, *now.measures]
    for one in gated:
        assert one.parts.term.start <= day
        assert one.parts.term.end is None or day < one.parts.term.end
        assert all((one.parts.decision, one.parts.notice, one.parts.exit.zh, one.parts.remedy.zh))
    recorded: list[AdverseView | PublicationView] = [*now.adverse, *now.published]
    for held in recorded:
        assert day in held.holds
        assert held.basis.strip()
    _asked(expected, day, hidden=hidden)


def _seen(now: InForce) -> set[tuple[str, int]]:
    kinds: dict[str, tuple[EntryView | MeasureView | AdverseView | PublicationView, ...]] = {
        "entry": now.entries,
        "measure": now.measures,
        "adverse": now.adverse,
        "published": now.published,
    }
    return {(kind, one.id) for kind, held in kinds.items() for one in held}


def _asked(expected: set[tuple[str, int]], day: date, *, hidden: bool) -> None:
    """The check tells the same, and nothing without article, decision, term, exit and remedy."""
    document = told(on=day).document
    assert document["subject"]["kind"] in {kind.value for kind in SubjectClass}
    assert {("entry", one["entry"]) for one in document["entries"]} == {
        one for one in expected if one[0] == "entry"
    }
    assert {("adverse", one["adverse"]) for one in document["adverse"]} == {
        one for one in expected if one[0] == "adverse"
    }
    entries = {number for kind, number in expected if kind == "entry"}
    for one in document["measures"]:
        if one.get("imposed") is not None:
            assert ("measure", one["imposed"]) in expected
        if one.get("entry") is not None:
            assert one["entry"] in entries or (hidden and one["nature"] == "incentive")
    praised = any(one["list"] == "X-RED" for one in document["entries"])
    listed = any(one["colour"] == "black" for one in document["entries"])
    kind = any(one["id"] == "x-clear" for one in document["measures"])
    assert kind == (praised and not listed), (
        "withheld from who is on a black list, from nobody else"
    )
    for one in [*document["entries"], *document["measures"]]:
        _whole(one, day)


def _whole(one: dict[str, Any], day: date) -> None:
    if one.get("ground") == "adverse":
        # A related supervisory step, not a sanction: it rests on information, not on a decision.
        assert one["step"] == "supervision"
        return
    assert one["law"]
    assert one["article"]
    assert one["from"] <= str(day)
    assert one["until"] is None or str(day) < one["until"]
