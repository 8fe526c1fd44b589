import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from mingjian.registry.find import by_code, subject
from mingjian.registry.match import search
from mingjian.registry.models import Subject, Succession
from mingjian.registry.names import normal
from mingjian.registry.parts import parts
from mingjian.registry.problems import NothingToSearch
from mingjian.registry.score import NEAREST, SAME_NAME, features, weigh
from registry.register import FIRST, code, enrol, refresh

NAMES = [
    "宁波示例明珠娱乐有限公司",
    "慈溪市示例明珠娱乐有限公司",
    "宁波示例琴业有限公司",
    "南京示例纺织品进出口股份有限公司",
    "宁波样本机械制造有限公司",
    "宁波甲乙丙科技有限公司",
]


@pytest.fixture
def register(db: None) -> None:  # noqa: ARG001 - the fixture opens the database
    refresh([{"code": code(n), "name": name} for n, name in enumerate(NAMES)])


@pytest.mark.usefixtures("register")
def test_only_the_code_decides() -> None:
    (match,) = search(f" {code(0).lower()} ")
    assert (match.name, match.score, match.decides) == (NAMES[0], 1.0, True)
    assert not any(match.decides for match in search(NAMES[0]))


@pytest.mark.usefixtures("register")
def test_a_valid_code_of_nobody_finds_nobody() -> None:
    assert search(code(99)) == []


@pytest.mark.usefixtures("register")
def test_the_same_name_comes_first_in_any_spelling() -> None:
    best, *others = search("寧波 示例明珠娛樂有限公司")
    assert (best.name, best.score, best.features) == (NAMES[0], SAME_NAME, {"same_name": 1.0})
    assert all(match.score < NEAREST for match in others)


@pytest.mark.usefixtures("register")
def test_the_same_brand_elsewhere_is_proposed_behind() -> None:
    assert [match.name for match in search(NAMES[0])][:2] == [NAMES[0], NAMES[1]]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("样本", NAMES[4]),
        ("样本机械", NAMES[4]),
        ("宁波样本机械制造公司", NAMES[4]),
        ("甲乙丁科技", NAMES[5]),
        ("示例琴业", NAMES[2]),
        ("南示纺", NAMES[3]),
    ],
)
def test_pieces_and_slips_find_the_name(text: str, name: str) -> None:
    assert search(text)[0].name == name


@pytest.mark.django_db
def test_a_former_name_finds_the_subject_under_its_new_one() -> None:
    refresh([{"code": code(1), "name": "示例旧名有限公司"}])
    refresh([{"code": code(1), "name": "示例新名有限公司"}], FIRST.replace(month=6))
    match = search("示例旧名有限公司")[0]
    assert (match.name, match.features) == ("示例新名有限公司", {"former_name": 1.0})
    assert match.score < SAME_NAME


@pytest.mark.django_db
def test_two_subjects_of_one_name_are_both_proposed() -> None:
    refresh([{"code": code(n), "name": "示例小吃店"} for n in (1, 2)])
    assert [match.code for match in search("示例小吃店")] == sorted([code(1), code(2)])


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("text", ["", " ", "示", "\x00", "\u200b示"])
def test_too_little_to_search_is_told(text: str) -> None:
    with pytest.raises(NothingToSearch):
        search(text)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("text", ["%' OR 1=1 --", "\\" * 5, "{a,b}", "(((", "示" * 200, "🀄🀄🀄"])
def test_any_text_may_be_searched(text: str) -> None:
    assert len(search(text, limit=3)) <= 3


@pytest.mark.usefixtures("register")
def test_a_search_costs_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        search(NAMES[0])
    with django_assert_num_queries(1):
        assert by_code(code(0)) is not None


@pytest.mark.parametrize(
    ("name", "cut"),
    [
        ("宁波东方明珠娱乐有限公司", ("宁波", "东方明珠", "娱乐", "有限公司")),
        ("华富嘉洛投资咨询(宁波)有限公司", ("宁波", "华富嘉洛", "投资咨询", "有限公司")),
        ("浙江省宁波市示例科技股份有限公司", ("浙江省宁波市", "示例", "科技", "股份有限公司")),
        ("宁波", ("", "宁波", "", "")),
        ("示例", ("", "示例", "", "")),
        ("宁波贸易有限公司", ("宁波", "贸易", "", "有限公司")),
        ("", ("", "", "", "")),
    ],
)
def test_a_name_is_cut_into_its_parts(name: str, cut: tuple[str, str, str, str]) -> None:
    found = parts(name)
    assert (found.place, found.brand, found.trade, found.form) == cut


@given(st.text(alphabet="宁波市示例科技贸易有限公司()", max_size=20))
def test_the_parts_hold_nothing_that_the_name_has_not(text: str) -> None:
    found = parts(normal(text))
    assert bool(found.brand) == bool(normal(text))
    assert len(found.place + found.core + found.form) <= len(normal(text))


@given(
    st.text(alphabet="宁波慈溪示例明珠科技有限公司", min_size=2, max_size=14),
    st.text(alphabet="宁波慈溪示例明珠科技有限公司", min_size=2, max_size=14),
)
def test_likeness_is_never_sameness(one: str, other: str) -> None:
    found = features(one, other)
    assert all(0 <= value <= 1 for value in found.values())
    assert 0 <= weigh(found) <= NEAREST


@pytest.mark.django_db
def test_successors_are_told() -> None:
    enrol([(code(1, "92"), "示例小店"), (code(2), "示例有限公司")])
    old, new = by_code(code(1, "92")), by_code(code(2))
    assert old is not None
    assert new is not None
    Succession.objects.create(
        predecessor_id=old.subject_id, successor_id=new.subject_id, on=FIRST, reason="conversion"
    )
    found = subject(old.subject_id)
    assert found is not None
    (successor,) = found.successors
    assert (successor.code, successor.name, successor.on) == (code(2), "示例有限公司", FIRST)
    assert subject(0) is None
    assert Subject.objects.count() == 2
