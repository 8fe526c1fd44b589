import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kernel.facts import SHARED, rows
from mingjian.kernel.uscc import CannotCompose, Fault, compose, examine
from mingjian.kernel.uscc_tables import (
    CHARSET,
    KINDS,
    LENGTH,
    ORGANISATION_CHECKS,
    ORGANISATION_WEIGHTS,
    WEIGHTS,
    SubjectClass,
)

SERIALS = st.text(CHARSET, min_size=8, max_size=8).filter(lambda serial: serial != "00000000")
PREFIXES = st.sampled_from(sorted(KINDS))
AREAS = st.sampled_from(["330299", "330211", "100000", "419001"])
CODES = st.builds(compose, PREFIXES, AREAS, SERIALS)


def test_every_vector_holds() -> None:
    vectors = rows("data/uscc_vectors.csv")
    wrong = [row for row in vectors if examine(row["input"]).valid != (row["valid"] == "1")]
    assert len(vectors) == 215
    assert wrong == []


def test_every_vector_agrees_on_the_inner_check() -> None:
    told = [row for row in rows("data/uscc_vectors.csv") if row["valid"] == "1"]
    assert {row["org_code_check_ok"] for row in told} == {"1"}


def test_no_real_organisation_is_refused() -> None:
    organisations = rows("data/organisations_ningbo.csv")
    assert len(organisations) == 3000
    assert [row for row in organisations if not examine(row["uscc"]).valid] == []


def test_the_vectors_of_the_domain_facts_hold() -> None:
    path = SHARED / "domain/uscc.yaml"
    if not path.exists():
        pytest.skip("the shared facts are not here: domain/uscc.yaml")
    facts = yaml.safe_load(path.read_text(encoding="utf-8"))
    for vector in facts["test_vectors"]:
        assert examine(str(vector["code"])).valid == vector["valid"], vector
    assert (facts["length"], facts["charset"]) == (LENGTH, CHARSET)
    assert tuple(facts["check_character"]["weights"]) == WEIGHTS
    assert tuple(facts["organisation_code"]["weights"]) == ORGANISATION_WEIGHTS


def test_the_marks_of_the_kinds_are_those_of_the_domain_facts() -> None:
    path = SHARED / "domain/uscc.yaml"
    if not path.exists():
        pytest.skip("the shared facts are not here: domain/uscc.yaml")
    facts = yaml.safe_load(path.read_text(encoding="utf-8"))["department_and_category"]
    marks = {pair: kind.mark for pair, kind in KINDS.items()}
    told = dict.fromkeys(facts["verified"], "verified")
    assert marks == told | dict.fromkeys(facts["recalled_not_verified"], "recalled")
    assert {pair: KINDS[pair].title for pair in told} == facts["verified"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault.EMPTY),
        (" \t ", Fault.EMPTY),
        ("无", Fault.LENGTH),
        ("91330211MA2TE5T01", Fault.LENGTH),
        ("91330211MA2TE5T0166", Fault.LENGTH),
        ("9111000060003IOZSV", Fault.CHARACTERS),
        ("91330211MA2TE5T01é", Fault.CHARACTERS),
        ("000000000000000000", Fault.PLACEHOLDER),
        ("00000000000000000X", Fault.PLACEHOLDER),
        ("111111111111111111", Fault.PLACEHOLDER),
        ("XXXXXXXXXXXXXXXXXX", Fault.PLACEHOLDER),
        ("123456789012345678", Fault.PLACEHOLDER),
        ("123456789ABCDEFGHJ", Fault.PLACEHOLDER),
        ("91330211000000000A", Fault.PLACEHOLDER),
        ("913302A1MA2TE5T016", Fault.AREA_NOT_DIGITS),
        ("91330211MA2TE5T017", Fault.CHECK_CHARACTER),
    ],
)
def test_each_fault_has_its_name(text: str, fault: Fault) -> None:
    report = examine(text)
    assert report.fault is fault
    assert not report.valid
    assert report.given == text


def outer_check(body: str) -> str:
    """The formula of GB 32100 written out again, apart from the library."""
    total = sum(CHARSET.index(c) * w for c, w in zip(body, WEIGHTS, strict=True))
    return CHARSET[(31 - total % 31) % 31]


def test_an_inner_check_that_fails_under_a_good_outer_one_is_a_fault() -> None:
    body = "91330211MA2TE5T02"
    assert examine(body + outer_check(body)).fault is Fault.ORGANISATION_CODE


def test_a_department_nobody_knows_is_refused_only_after_both_checks() -> None:
    body = "Q1330211MA2TE5T01"
    assert examine(body + outer_check(body)).fault is Fault.UNKNOWN_DEPARTMENT


def test_an_unlisted_category_of_a_known_department_is_no_fault() -> None:
    report = examine(compose("98", "330299", "MA2TE5T0"))
    assert report.valid
    assert report.subject_class is SubjectClass.OTHER


@pytest.mark.parametrize("prefix", ["Y1", "N2", "A1"])
def test_lettered_departments_are_accepted(prefix: str) -> None:
    assert examine(compose(prefix, "330299", "MA2TE5T0")).valid


def test_an_abolished_area_is_accepted() -> None:
    assert examine(compose("91", "330204", "MA2TE5T0")).valid


@pytest.mark.parametrize(
    "text",
    [
        " 91330211ma2te5t016\n",
        "９１３３０２１１ＭＡ２ＴＥ５Ｔ０１６",
        "91 330211 MA2TE5T01 6",
        "91-330211-MA2TE5T01-6",
        "91330211MA2TE5T016\u00a0",
    ],
)
def test_width_case_and_separators_do_not_matter(text: str) -> None:
    assert examine(text).code == "91330211MA2TE5T016"
    assert examine(text).valid


def test_the_parts_of_a_code() -> None:
    report = examine("92330211MA2TE5T013")
    assert (report.department, report.category, report.area) == ("9", "2", "330211")
    assert report.organisation_code == "MA2TE5T01"


@pytest.mark.parametrize(
    ("code", "subject_class"),
    [
        ("91330211MA2TE5T016", SubjectClass.ENTERPRISE),
        ("92330211MA2TE5T013", SubjectClass.INDIVIDUAL_BUSINESS),
        ("93330211MA2TE5T010", SubjectClass.COOPERATIVE),
        ("11330211MA2TE5T01E", SubjectClass.GOVERNMENT_BODY),
        ("12330211MA2TE5T01B", SubjectClass.INSTITUTION),
        ("51330211MA2TE5T01A", SubjectClass.SOCIAL_ORGANISATION),
        ("", SubjectClass.OTHER),
    ],
)
def test_the_class_of_subject(code: str, subject_class: SubjectClass) -> None:
    assert examine(code).subject_class is subject_class


def test_a_recalled_kind_never_gives_more_than_other() -> None:
    recalled = {kind.subject_class for kind in KINDS.values() if kind.mark == "recalled"}
    assert recalled == {SubjectClass.OTHER}


@pytest.mark.parametrize(
    ("prefix", "area", "serial"),
    [
        ("9", "330299", "MA2TE5T0"),
        ("913", "30299", "MA2TE5T0"),
        ("91", "33029A", "MA2TE5T0"),
        ("91", "330299", "MA2TE5TO"),
        ("91", "330299", "00000000"),
        ("Q1", "330299", "MA2TE5T0"),
        ("91", "330299", "MA2TE5T0\n"),
    ],
)
def test_pieces_that_make_no_code_are_refused(prefix: str, area: str, serial: str) -> None:
    with pytest.raises(CannotCompose):
        compose(prefix, area, serial)


def test_the_inner_check_writes_ten_as_x_and_eleven_as_nought() -> None:
    assert [ORGANISATION_CHECKS[total] for total in (0, 1, 2, 10)] == ["0", "X", "9", "1"]


@given(PREFIXES, AREAS, SERIALS)
def test_what_is_composed_is_valid_and_keeps_its_pieces(
    prefix: str, area: str, serial: str
) -> None:
    report = examine(compose(prefix, area, serial))
    assert report.valid
    assert report.department + report.category == prefix
    assert report.area == area
    assert report.organisation_code[:8] == serial


@given(CODES, st.integers(0, 17), st.sampled_from(CHARSET))
def test_any_single_wrong_character_is_found(code: str, place: int, wrong: str) -> None:
    changed = code[:place] + wrong + code[place + 1 :]
    assert examine(changed).valid == (changed == code)


@given(CODES, st.integers(0, 16))
def test_two_neighbours_exchanged_are_found(code: str, place: int) -> None:
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert examine(swapped).valid == (swapped == code)


@given(st.text())
def test_no_text_makes_examine_fail(text: str) -> None:
    assert examine(text).given == text
