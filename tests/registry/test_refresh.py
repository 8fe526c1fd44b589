from datetime import date, timedelta

import pytest

from mingjian.registry.find import SubjectView, by_code
from mingjian.registry.models import SubjectCode, SubjectName
from mingjian.registry.problems import InvalidCodes
from mingjian.registry.refresh import RefreshOutcome
from registry.register import FIRST, code, enrol, refresh

pytestmark = pytest.mark.django_db

CODE = code(1)
LATER = FIRST + timedelta(days=30)


def one(name: str = "示例甲有限公司", **facts: object) -> list[dict[str, object]]:
    return [{"code": CODE, "name": name, **facts}]


def found(on: date | None = None) -> SubjectView:
    subject = by_code(CODE, on)
    assert subject is not None
    return subject


def test_a_first_delivery_makes_subjects() -> None:
    rows = one(status="存续", town="示例镇", registered_on=date(2015, 3, 1))
    assert refresh(rows) == RefreshOutcome(1, 0, 0, 0, 0)
    subject = found()
    assert (subject.name, subject.kind, subject.origin) == (
        "示例甲有限公司",
        "enterprise",
        "register",
    )
    assert (subject.status, subject.town, subject.registered_on) == (
        "存续",
        "示例镇",
        date(2015, 3, 1),
    )


def test_the_same_delivery_again_changes_nothing() -> None:
    refresh(one(status="存续"))
    for on in (FIRST, LATER):
        assert refresh(one(status="存续"), on) == RefreshOutcome(0, 0, 0, 1, 0)
    assert len(found().names) == 1


def test_a_new_name_closes_the_one_before() -> None:
    refresh(one())
    assert refresh(one("示例乙有限公司"), LATER) == RefreshOutcome(0, 1, 0, 0, 0)
    assert found(LATER - timedelta(1)).name == "示例甲有限公司"
    assert found(LATER).name == "示例乙有限公司"
    assert found(LATER).former_names == ("示例甲有限公司",)


def test_a_name_may_come_back() -> None:
    for days, name in enumerate(["示例甲", "示例乙", "示例甲"]):
        refresh(one(name), FIRST + timedelta(days=days))
    names = [(view.name, view.use) for view in found(LATER).names]
    assert names == [("示例甲", "current"), ("示例乙", "former"), ("示例甲", "former")]


def test_another_spelling_is_no_other_name() -> None:
    refresh(one("示例（甲）有限公司"))
    assert refresh(one("示例(甲)有限公司"), LATER) == RefreshOutcome(0, 0, 1, 0, 0)
    assert found().name == "示例(甲)有限公司"
    assert found().former_names == ()


def test_two_names_on_one_day_leave_an_alias() -> None:
    refresh(one("示例甲"))
    refresh(one("示例乙"), LATER)
    refresh(one("示例丙"), LATER)
    uses = {view.name: view.use for view in found(LATER).names}
    assert uses == {"示例甲": "former", "示例乙": "alias", "示例丙": "current"}


def test_an_older_delivery_is_not_taken() -> None:
    refresh(one(status="注销"), LATER)
    assert refresh(one("示例乙", status="存续"), FIRST) == RefreshOutcome(0, 0, 0, 0, 1)
    assert (found().name, found().status) == ("示例甲有限公司", "注销")


def test_what_is_left_empty_takes_nothing_away() -> None:
    refresh(one(status="存续", registered_on=date(2015, 3, 1)))
    assert refresh(one(status="", address="示例路1号"), LATER) == RefreshOutcome(0, 0, 1, 0, 0)
    subject = found()
    assert (subject.status, subject.address) == ("存续", "示例路1号")
    assert subject.registered_on == date(2015, 3, 1)


def test_a_given_kind_wins_and_an_unknown_one_does_not() -> None:
    refresh(one(kind="cooperative"))
    assert found().kind == "cooperative"
    assert refresh([{"code": code(2), "name": "示例", "kind": "不详"}]).new == 1
    other = by_code(code(2))
    assert other is not None
    assert other.kind == "enterprise"


@pytest.mark.parametrize(
    ("prefix", "kind"),
    [
        ("91", "enterprise"),
        ("92", "individual_business"),
        ("93", "cooperative"),
        ("51", "social_organisation"),
        ("12", "institution"),
        ("11", "government_body"),
        ("31", "other"),
    ],
)
def test_the_code_tells_the_kind(prefix: str, kind: str) -> None:
    refresh([{"code": code(3, prefix), "name": "示例"}])
    subject = by_code(code(3, prefix))
    assert subject is not None
    assert subject.kind == kind


def test_of_two_rows_with_one_code_the_last_stays() -> None:
    assert refresh([*one("示例甲"), *one("示例乙")]).new == 1
    assert found().name == "示例乙"


def test_a_code_that_is_not_valid_is_refused() -> None:
    with pytest.raises(InvalidCodes) as caught:
        refresh([{"code": CODE[:-1] + "0", "name": "示例"}, *one()])
    assert caught.value.facts["count"] == 1
    assert by_code(CODE) is None


def test_departments_name_subjects_before_the_register_does() -> None:
    numbers = enrol([(CODE, "示例甲店"), (code(2), None)])
    assert set(numbers) == {CODE, code(2)}
    assert (found().origin, found().name) == ("reported", "示例甲店")
    assert enrol([(CODE, "别的名称")])[CODE] == numbers[CODE]
    assert found().name == "示例甲店"
    assert not SubjectName.objects.filter(subject_id=numbers[code(2)]).exists()


def test_a_reported_name_becomes_an_alias_of_the_registered_one() -> None:
    number = enrol([(CODE, "示例甲店")])[CODE]
    assert refresh(one("示例甲有限公司"), LATER) == RefreshOutcome(0, 1, 0, 0, 0)
    subject = found(FIRST)
    assert (subject.subject_id, subject.name, subject.origin) == (
        number,
        "示例甲有限公司",
        "register",
    )
    assert {view.name: view.use for view in subject.names}["示例甲店"] == "alias"


def test_a_nameless_subject_gets_its_name() -> None:
    enrol([(CODE, None)])
    refresh(one(), LATER)
    assert found(FIRST).name == "示例甲有限公司"


def test_a_closed_code_is_not_found_after_its_end() -> None:
    refresh(one())
    SubjectCode.objects.filter(code=CODE).update(held=(None, LATER), flag="replaced")
    assert by_code(CODE, LATER) is None
    assert found(LATER - timedelta(days=1)).code == CODE


def test_awkward_names_arrive_whole() -> None:
    refresh(one('示例"甲",\\.\n有限公司'))
    assert found().name == '示例"甲",\\. 有限公司'
