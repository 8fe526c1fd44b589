"""The linter on lists, measures and the plan's tasks about lists."""

import pytest

from mingjian.policy.lint import has_errors, lint_pack
from mingjian.policy.schema import Pack
from policy.making import SAID, listing, matter, measure, pack

TASK = {"id": "4", "area_no": 1, "area": "甲", "text": "乙", "deadline_text": "丙", **SAID}
ATTACHED = {"lists": ["B1"], "matters": ["funds"]}


def listed(**changes: object) -> Pack:
    return pack(lists=[listing(**changes)])


def measured(**changes: object) -> Pack:
    return pack(lists=[listing()], matters=[matter()], measures=[measure(**changes)])


BROKEN = [
    ("no_exit", "error", listed(exit=None)),
    ("no_exit", "error", listed(ends=None)),
    ("no_basis", "error", listed(basis=None)),
    ("no_level", "error", listed(level=None)),
    ("list_level", "error", listed(level="normative_document")),
    ("list_level", "error", listed(level="none")),
    ("list_level", "error", listed(level="local_regulation")),
    ("list_local", "error", listed(scope="local", level="departmental_rule")),
    ("list_local", "error", listed(scope="provincial", level="normative_document")),
    ("list_local", "error", listed(scope="local", colour="watch", level="local_programme")),
    ("list_no_last_day", "warning", listed(status="historic")),
    ("list", "error", pack(tasks=[{**TASK, "lists": ["B9"]}])),
    ("list", "error", measured(lists=["B9"], matters=["funds"])),
    ("measure_matter", "error", measured(matters=["nothing"])),
    ("measure_no_article", "error", measured(**ATTACHED, article=None)),
    ("measure_no_article", "error", measured(on_adverse=True, article=None)),
    ("measure_recalled", "error", measured(**ATTACHED, mark="recalled")),
    ("measure_recalled", "error", measured(**ATTACHED, marks={"article": "recalled"})),
    ("measure_recalled", "error", measured(on_adverse=True, mark="recalled")),
]
SOUND = [
    listed(),
    listed(scope="local", level="local_regulation"),
    listed(scope="local", colour="red", level="local_programme"),
    listed(status="unclear", exit=None, basis=None, level=None, ends=None),
    listed(status="historic", effective_to="2018-09-01", exit=None, basis=None),
    measured(**ATTACHED),
    measured(article=None),
    pack(lists=[listing()], tasks=[{**TASK, "lists": ["B1"]}]),
]


@pytest.mark.parametrize(
    ("code", "severity", "broken"), BROKEN, ids=[f"{n}-{row[0]}" for n, row in enumerate(BROKEN)]
)
def test_every_rule_finds_its_fault_and_nothing_else(
    code: str, severity: str, broken: Pack
) -> None:
    findings = lint_pack(broken)
    grave = {(one.code, one.severity) for one in findings if one.severity != "information"}
    assert grave == {(f"policy.lint.{code}", severity)}
    assert has_errors(findings) == (severity == "error")


@pytest.mark.parametrize("sound", SOUND)
def test_a_sound_pack_has_no_findings(sound: Pack) -> None:
    assert lint_pack(sound) == []


def test_matters_of_the_nation_are_checked_where_matters_are_defined() -> None:
    nation = pack("nation", measures=[measure(matters=["funds", "nothing"])])
    assert not has_errors(lint_pack(nation))
    province = pack("province", extends=["nation"], matters=[matter()])
    (finding,) = [one for one in lint_pack(province, (nation,)) if one.severity == "error"]
    assert (finding.code, finding.place) == ("policy.lint.measure_matter", "nation.M1")
    town = pack("town", extends=["province"], measures=[measure(id="M2", matters=["nothing"])])
    (finding,) = [one for one in lint_pack(town, (province, nation)) if one.severity == "error"]
    assert finding.place == "town.M2"


def test_lists_of_the_bases_may_be_named() -> None:
    base = pack("base", lists=[listing()])
    near = pack("near", extends=["base"], measures=[measure(lists=["B1"])])
    assert has_errors(lint_pack(near))
    assert not has_errors(lint_pack(near, (base,)))
