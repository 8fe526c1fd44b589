"""Laws that hold for every penalty under every set of rules."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from effects.rules.making import K, asked, cls, every, rules
from mingjian.effects.rules.conditions import earliest
from mingjian.effects.rules.eligibility import eligible
from mingjian.effects.rules.facts import RepairFacts
from mingjian.effects.rules.minimum import never_early
from mingjian.effects.rules.penalty import Penalty
from mingjian.effects.rules.publication import NeverPublished, Publication, publication
from mingjian.kernel.verdict import CannotTell, NotMet
from mingjian.policy.schema import RepairRules
from mingjian.policy.schema.repair_asks import ConditionKind

DAYS = st.dates(date(2018, 1, 1), date(2032, 12, 31))
FIELDS = ["food", "drugs", "special_equipment", "work_safety", "fire", "environment", "other"]
KINDS: list[ConditionKind] = [
    "corrected",
    "performed",
    "harm_removed",
    "pledge",
    "no_same_kind",
    "not_on_serious_list",
    "not_on_abnormal_list",
]


@st.composite
def penalties(draw: st.DrawFn) -> Penalty:
    decided = draw(DAYS)
    after = st.integers(0, 60).map(lambda days: decided + timedelta(days=days))
    procedure: Any = draw(st.sampled_from(["simple", "ordinary", "unknown"]))
    # 行政处罚法 51: what is beyond these is never by simple procedure.
    simple = procedure == "simple"
    kinds = [K.WARNING, K.FINE, K.SMALL_FINE] if simple else list(K)
    return Penalty(
        decided_on=decided,
        kinds=draw(st.frozensets(st.sampled_from(kinds), min_size=1, max_size=3)),
        procedure=procedure,
        field=draw(st.sampled_from([*FIELDS, "unknown"])),
        document_on=draw(st.none() | after),
        published_on=draw(st.none() | after),
        found_on=draw(st.none() | after),
        fine_yuan=draw(st.none() | st.integers(0, 3000 if simple else 10_000_000)),
        ban_until=draw(st.none() | st.integers(1, 3000).map(lambda d: decided + timedelta(d))),
        stated_class=draw(st.sampled_from([None, None, None, "minor", "general", "serious"])),
    )


@st.composite
def invented(draw: st.DrawFn) -> RepairRules:
    """Three classes with random periods, random longer minimum, random kinds never early."""
    classes = []
    kinds = draw(st.permutations([kind.value for kind in K]))
    for number, id_ in enumerate(("minor", "general", "serious")):
        low, high = sorted(draw(st.tuples(st.integers(0, 40), st.integers(1, 40))))
        mine = kinds[number * 4 : number * 4 + 4]
        periods = {"min_months": low, "max_months": high, "until_ban_ends": draw(st.booleans())}
        classes.append(cls(id_, *mine, **periods))
    classes[draw(st.integers(0, 2))]["others"] = draw(st.booleans())
    said = {"source": "test", "mark": draw(st.sampled_from(["verified", "recalled"]))}
    longer = [{"fields": draw(st.lists(st.sampled_from(FIELDS), max_size=2)), "months": 24}]
    never = [{"kinds": [draw(st.sampled_from(list(K)))], "source": "test", "mark": "verified"}]
    return rules(
        *classes,
        start=draw(st.sampled_from(["decision", "document", "publication", "finding"])),
        several=draw(st.sampled_from([None, "gravest"])),
        longer_minimum=[{**one, **said} for one in longer],
        never_early=never,
    )


RULES = st.sampled_from([one for one in every() if one.classes]) | invented()
DONE = st.none() | st.just(value=False) | DAYS
FACTS = st.builds(
    RepairFacts,
    DONE,
    DONE,
    DONE,
    DONE,
    st.none() | st.booleans(),
    st.none() | st.booleans(),
    st.none() | st.booleans(),
    DONE,
)


@given(one=penalties(), ruled=RULES)
def test_start_then_earliest_then_latest(one: Penalty, ruled: RepairRules) -> None:
    found = publication(one, ruled)
    if isinstance(found, Publication):
        assert found.start <= found.latest_end
        if isinstance(found.earliest_end, date):
            assert found.start <= found.earliest_end <= found.latest_end


@given(one=penalties(), ruled=RULES)
def test_never_early_means_one_end(one: Penalty, ruled: RepairRules) -> None:
    found = publication(one, ruled)
    if isinstance(found, Publication) and never_early(one, ruled):
        assert found.earliest_end == found.latest_end


@given(one=penalties(), ruled=RULES, days=st.integers(1, 800))
def test_a_later_start_never_ends_earlier(one: Penalty, ruled: RepairRules, days: int) -> None:
    name = {"decision": "decided_on", "document": "document_on", "publication": "published_on"}
    start = name.get(ruled.start or "", "found_on")
    began = getattr(one, start)
    assume(began is not None)
    # The ban, if any, is the same; what was decided cannot be decided after it was published.
    later: Any = {start: began + timedelta(days=days)}
    first, second = publication(one, ruled), publication(replace(one, **later), ruled)
    if isinstance(first, Publication) and isinstance(second, Publication):
        assert first.latest_end <= second.latest_end
        if isinstance(first.earliest_end, date) and isinstance(second.earliest_end, date):
            assert first.earliest_end <= second.earliest_end


FORGET: list[dict[str, Any]] = [
    {"field": "unknown"},
    {"procedure": "unknown"},
    {"fine_yuan": None},
    {"ban_until": None},
    {"document_on": None},
    {"published_on": None},
    {"found_on": None},
    {"stated_class": None},
]


@given(one=penalties(), ruled=RULES, forgotten=st.sampled_from(FORGET))
def test_knowing_less_never_publishes_longer(
    one: Penalty, ruled: RepairRules, forgotten: dict[str, Any]
) -> None:
    """Less knowledge gives the same answer or none; "cannot tell" has no end to be longer by."""
    known, less = publication(one, ruled), publication(replace(one, **forgotten), ruled)
    if isinstance(known, CannotTell):
        # A class stated against the rules is a doubt, which forgetting either side may remove.
        assert isinstance(less, CannotTell) or one.stated_class is not None
    elif isinstance(known, NeverPublished):
        assert not isinstance(less, Publication)
    elif isinstance(less, Publication):
        assert (less.start, less.latest_end) == (known.start, known.latest_end)
        assert isinstance(less.earliest_end, CannotTell) or less.earliest_end == known.earliest_end


@given(one=penalties(), ruled=RULES, facts=FACTS, on=DAYS, kinds=st.sets(st.sampled_from(KINDS)))
def test_more_conditions_never_make_eligible_earlier(
    one: Penalty, ruled: RepairRules, facts: RepairFacts, on: date, kinds: set[ConditionKind]
) -> None:
    more = [*ruled.conditions, *rules(conditions=[asked(kind) for kind in kinds]).conditions]
    few = eligible(one, ruled, facts, on)
    many = eligible(one, ruled.model_copy(update={"conditions": tuple(more)}), facts, on)
    assert (few.earliest_on or date.max) <= (many.earliest_on or date.max)


@given(one=penalties(), ruled=RULES, facts=FACTS, on=DAYS)
def test_the_earliest_day_is_the_first_on_which_all_is_met(
    one: Penalty, ruled: RepairRules, facts: RepairFacts, on: date
) -> None:
    found = eligible(one, ruled, facts, on)
    assert found.earliest_on == earliest(found.conditions)
    if found.earliest_on is not None:
        met = eligible(one, ruled, facts, found.earliest_on)
        assert not any(isinstance(each.verdict, NotMet | CannotTell) for each in met.conditions)
        before = eligible(one, ruled, facts, found.earliest_on - timedelta(days=1))
        assert isinstance(before.verdict, NotMet)


@given(one=penalties(), ruled=RULES, on=DAYS)
def test_facts_not_known_refuse_nobody(one: Penalty, ruled: RepairRules, on: date) -> None:
    found = eligible(one, ruled, RepairFacts(), on)
    assert not any(isinstance(each.verdict, NotMet) for each in found.conditions[1:])
