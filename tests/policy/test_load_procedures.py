"""Lists, measures and procedures as files: mapping cells, inheritance, places of faults."""

from pathlib import Path

import pytest

from mingjian.policy.load import load_pack
from mingjian.policy.problems import BrokenPack, PackFault
from mingjian.policy.schema import Procedure
from policy.making import write_pack

LISTS = "id,title.zh,title.en,colour,scope,status,term_months,marks,source,mark\n"
ROW = "B1,示例,example,black,national,live,24,{},test,verified\n"
WAY = """\
id: way
name: {zh: 示例程序, en: example}
kind: exit
about: [entry]
source: test
mark: recalled
basis:
  - {law: 示例法, source: test, mark: verified}
states:
  - {id: open, name: {zh: 办理中, en: open}}
  - {id: done, name: {zh: 办结, en: done}, end: favourable}
steps:
  - {id: ask, name: {zh: 申请, en: ask}, to: open, by: subject}
  - {id: answer, name: {zh: 答复, en: answer}, from: [open], to: done, by: office}
clocks:
  - id: time
    name: {zh: 期限, en: time}
    on: office
    length: 5
    unit: working_day
    starts: [ask]
    stops: [answer]
    silence: {means: {zh: 催办, en: chased}}
"""


def loaded(folder: Path, text: str) -> Procedure:
    (one,) = load_pack(write_pack(folder, {"procedures/way.yaml": text})).procedures
    return one


def fault(folder: Path, files: dict[str, str]) -> PackFault:
    with pytest.raises(BrokenPack) as caught:
        load_pack(write_pack(folder, files))
    # A list of which one part is broken may be told to be too short as well.
    return caught.value.faults[0]


def test_marks_of_single_values_stand_in_one_cell(tmp_path: Path) -> None:
    cell = "term_months=recalled | level=seen in an implementation"
    (one,) = load_pack(write_pack(tmp_path, {"lists.csv": LISTS + ROW.format(cell)})).lists
    assert one.marks == {"term_months": "recalled", "level": "seen in an implementation"}
    assert (one.mark_of("term_months"), one.mark_of("colour")) == ("recalled", "verified")


@pytest.mark.parametrize("cell", ["term_months", "term_months=guessed", "nothing=recalled", "="])
def test_marks_that_say_nothing_are_faults(tmp_path: Path, cell: str) -> None:
    found = fault(tmp_path, {"lists.csv": LISTS + ROW.format(cell)})
    assert (found.code, found.place) == ("policy.bad_value", "row 2")


def test_a_procedure_loads_and_its_clocks_inherit(tmp_path: Path) -> None:
    one = loaded(tmp_path, WAY)
    (clock,) = one.clocks
    assert (clock.on, clock.source, clock.mark) == ("office", "test", "recalled")
    own = WAY.replace("length: 5", "length: 5\n    source: own\n    mark: verified")
    (clock,) = loaded(tmp_path, own).clocks
    assert (clock.source, clock.mark) == ("own", "verified")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("by: office", "by: nobody", 14),
        ("unit: working_day", "unit: fortnight", 20),
        ("end: favourable", "end: good", 11),
        ("silence: {means: {zh: 催办, en: chased}}", "silence: {}", 23),
        ("length: 5", "deadline: D1\n    length: 5", 16),
        ("kind: exit", "kind: revenge", 3),
    ],
)
def test_faults_name_file_and_line(tmp_path: Path, old: str, new: str, line: int) -> None:
    found = fault(tmp_path, {"procedures/way.yaml": WAY.replace(old, new)})
    assert found.facts["file"] == "procedures/way.yaml"
    assert found.place == f"line {line}"


@pytest.mark.parametrize(("word", "value"), [("true", True), ("false", False), ("True", True)])
def test_only_true_and_false_are_booleans(tmp_path: Path, word: str, *, value: bool) -> None:
    step = "to: done, by: office"
    one = loaded(tmp_path, WAY.replace(step, f"{step}, reason: {word}"))
    assert one.step("answer").reason is value


def test_words_like_on_and_no_stay_words(tmp_path: Path) -> None:
    one = loaded(tmp_path, WAY.replace("{zh: 催办, en: chased}", "{zh: 否, en: no}"))
    assert one.clocks[0].silence.means.en == "no"


def test_two_versions_of_one_procedure_stand_in_two_files(tmp_path: Path) -> None:
    old = WAY.replace("about:", "effective_to: 2026-04-01\nabout:")
    new = WAY.replace("about:", "effective_from: 2026-04-01\nabout:")
    files = {"procedures/a.yaml": old, "procedures/b.yaml": new}
    pack = load_pack(write_pack(tmp_path, files))
    assert [one.id for one in pack.procedures] == ["way", "way"]
