"""Into which class a penalty falls, and when that must stay open."""

from typing import Any

import pytest

from effects.rules.making import SAID, K, cls, named, penalty, rules
from mingjian.effects.rules.classify import classify
from mingjian.effects.rules.contents import readings
from mingjian.kernel.verdict import CannotTell
from mingjian.policy.schema import RepairRules
from mingjian.policy.schema.repair_parts import RepairClass

SIZES = [
    {"size": "small_fine", "below_yuan": 50_000, **SAID},
    {"size": "large_fine", "from_yuan": 50_000, "below_yuan": 500_000, **SAID},
    {"size": "huge_fine", "from_yuan": 500_000, **SAID},
]


def sized(*more: dict[str, Any], sizes: Any = SIZES, **changes: Any) -> RepairRules:
    """Three classes by the size of the fine."""
    classes = (
        cls("minor", "warning", "small_fine", "simple_procedure"),
        cls("general", "large_fine", "confiscated_gains"),
        cls("serious", "huge_fine"),
        *more,
    )
    return rules(*classes, fine_sizes=sizes, **changes)


def id_of(found: RepairClass | CannotTell) -> str | None:
    return found.id if isinstance(found, RepairClass) else None


@pytest.mark.parametrize(
    ("yuan", "expected"),
    [
        (1, "minor"),
        (49_999, "minor"),
        (50_000, "general"),
        (499_999, "general"),
        (500_000, "serious"),
        (None, None),
    ],
)
def test_the_departments_table_sizes_a_fine(yuan: int | None, expected: str | None) -> None:
    assert id_of(classify(penalty(K.FINE, fine_yuan=yuan), sized())) == expected


def test_without_a_table_the_size_stays_open_and_no_pack_has_one() -> None:
    assert id_of(classify(penalty(K.FINE, fine_yuan=10**9), sized(sizes=[]))) is None
    assert not any(named(one).fine_sizes for one in ("samr_2021", "ndrc_36_2026"))


def test_a_table_is_for_its_field_and_never_recalled() -> None:
    food = [{**one, "fields": ["food"]} for one in SIZES]
    of_food = penalty(K.FINE, fine_yuan=10, field="food")
    assert id_of(classify(of_food, sized(sizes=food))) == "minor"
    assert id_of(classify(penalty(K.FINE, fine_yuan=10), sized(sizes=food))) is None
    recalled = [{**one, "mark": "recalled"} for one in SIZES]
    assert id_of(classify(penalty(K.FINE, fine_yuan=10), sized(sizes=recalled))) is None


def test_a_size_the_decision_states_needs_no_table() -> None:
    assert id_of(classify(penalty(K.HUGE_FINE), sized(sizes=[]))) == "serious"


def test_a_table_with_a_gap_leaves_every_size_open() -> None:
    assert id_of(classify(penalty(K.FINE, fine_yuan=60_000), sized(sizes=SIZES[:1]))) is None


def test_two_tables_that_disagree_leave_both_open() -> None:
    other = {"size": "small_fine", "below_yuan": 100_000, **SAID}
    found = classify(penalty(K.FINE, fine_yuan=60_000), sized(sizes=[*SIZES, other]))
    assert id_of(found) is None


@pytest.mark.parametrize(("several", "expected"), [("gravest", "general"), (None, None)])
def test_kinds_of_two_classes(several: str | None, expected: str | None) -> None:
    both = penalty(K.CONFISCATED_GAINS, K.WARNING)
    assert id_of(classify(both, sized(several=several))) == expected


def test_the_gravest_is_by_the_order_of_classes_not_of_kinds() -> None:
    many = penalty(K.HUGE_FINE, K.WARNING, K.CONFISCATED_GAINS)
    assert id_of(classify(many, sized(several="gravest"))) == "serious"
    rest = sized(cls("rest", others=True), several="gravest")
    assert id_of(classify(penalty(K.WARNING, K.CLOSED), rest)) == "rest"


def test_what_falls_nowhere_is_not_put_somewhere() -> None:
    assert id_of(classify(penalty(K.CLOSED), sized())) is None
    assert id_of(classify(penalty(K.CLOSED, K.WARNING), sized(several="gravest"))) is None


@pytest.mark.parametrize(
    ("kinds", "facts", "count"),
    [
        ((K.WARNING,), {}, 1),
        ((K.WARNING,), {"procedure": "unknown"}, 2),
        ((K.WARNING,), {"procedure": "simple"}, 1),
        # 行政处罚法 51: above 3,000 yuan, or of another kind, it is no simple procedure
        ((K.SMALL_FINE,), {"procedure": "unknown", "fine_yuan": 3000}, 2),
        ((K.SMALL_FINE,), {"procedure": "unknown", "fine_yuan": 3001}, 1),
        ((K.SMALL_FINE, K.CLOSED), {"procedure": "unknown", "fine_yuan": 10}, 1),
        ((K.CRITICISM,), {"procedure": "unknown"}, 1),
        ((K.FINE,), {"procedure": "unknown"}, 4),
    ],
)
def test_readings(kinds: tuple[K, ...], facts: dict[str, Any], count: int) -> None:
    assert len(readings(penalty(*kinds, **facts), sized(sizes=[]))) == count


@pytest.mark.parametrize(
    ("kinds", "facts"), [((K.CLOSED,), {}), ((K.WARNING, K.SMALL_FINE), {"fine_yuan": 3001})]
)
def test_simple_procedure_beyond_its_bounds_is_a_contradiction(
    kinds: tuple[K, ...], facts: dict[str, Any]
) -> None:
    one = penalty(*kinds, procedure="simple", **facts)
    assert readings(one, sized()) == ()
    found = classify(one, sized())
    assert isinstance(found, CannotTell)
    assert "不符" in found.reason


def test_the_procedure_may_be_unknown_where_it_does_not_matter() -> None:
    warned = penalty(K.WARNING, procedure="unknown")
    assert id_of(classify(warned, sized())) == "minor"
    apart = rules(cls("simple", "simple_procedure"), cls("rest", others=True))
    assert id_of(classify(warned, apart)) is None
    fined = penalty(K.FINE, procedure="unknown", fine_yuan=60_000)
    assert id_of(classify(fined, apart)) == "rest"


def test_a_class_the_decision_states_settles_a_doubt() -> None:
    doubtful = penalty(K.FINE, stated_class="general")
    assert id_of(classify(doubtful, sized(sizes=[]))) == "general"


def test_a_stated_class_against_the_rules_is_a_doubt_in_either_direction() -> None:
    for stated in ("minor", "serious"):
        found = classify(penalty(K.LARGE_FINE, stated_class=stated), sized())
        assert isinstance(found, CannotTell)
        assert "不一致" in found.reason


def test_what_only_memory_says_decides_nothing() -> None:
    falls = [{"contents": ["closed"], "source": "memory", "mark": "recalled"}]
    memory = rules(cls("rest", falls=falls, others=True))
    assert id_of(classify(penalty(K.CLOSED), memory)) is None
    assert id_of(classify(penalty(K.LARGE_FINE), memory)) == "rest"


def test_no_kinds_no_class() -> None:
    nothing = penalty()
    empty = type(nothing)(decided_on=nothing.decided_on, kinds=frozenset())
    assert id_of(classify(empty, rules())) is None


def test_every_kind_has_its_words() -> None:
    assert len({kind.zh for kind in K}) == len(K)
