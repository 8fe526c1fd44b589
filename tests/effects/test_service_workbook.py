"""The workbook way: the list with drop-downs, good rows taken, bad ones back in red, again."""

import json
from datetime import date
from pathlib import Path

import pytest

from bulk.taken import Taken
from checks.filing import entries as logged
from effects.serving import (
    LIAISON,
    SENDER,
    STRANGER,
    book,
    key,
    line,
    of_other_unit,
    opened,
    send,
    waiting,
)
from mingjian.accounts.decide import UnderRule
from mingjian.effects.in_force import in_force
from mingjian.effects.models import ServedDecision
from mingjian.effects.service import waiting as lists
from mingjian.effects.service.problems import TooManyServices
from mingjian.effects.service.workbook import workbook
from mingjian.intake.problems import FileProblem
from papers.making import OTHER, subject
from registry.register import code

pytestmark = pytest.mark.usefixtures("told")


def counts(taken: Taken) -> tuple[int, ...]:
    return taken.counts


def test_the_list_comes_with_drop_downs_and_goes_back_filled_in(tmp_path: Path) -> None:
    waiting(3)
    made = opened(workbook(lists.waiting(LIAISON)))
    sheet = made.worksheets[0]
    titles = [cell.value for cell in sheet[1]]
    rules = sheet.data_validations.dataValidation
    offered = {rule.formula1 for rule in rules if rule.type == "list"}
    assert offered >= {'"普通程序,简易程序"', '"是,否"'}
    assert [sheet.cell(row, 1).value for row in (2, 3, 4)] == [key(1), key(2), key(3)]
    assert sheet.max_row == 4
    answer: tuple[date | str, ...] = (date(2024, 3, 5), "邮寄送达", "普通程序", "是")
    for column, value in enumerate(answer, 1 + titles.index("送达日期*")):
        sheet.cell(3, column).value = value
    path = tmp_path / "filled.xlsx"
    made.save(path)
    taken = send(path)
    assert counts(taken) == (1, 0, 0, 0, 2)
    (row,) = lists.on_file(LIAISON)
    assert (row.number, row.served_on, row.how) == (key(2), date(2024, 3, 5), "post")
    assert [one.number for one in lists.waiting(LIAISON)] == [key(1), key(3)]


def test_good_rows_are_taken_and_bad_ones_come_back_in_red_with_the_reason(tmp_path: Path) -> None:
    waiting(8)
    of_other_unit(key(88))
    path = book(
        tmp_path,
        line(key(1)),
        line(key(2), "2024-03-01"),
        line(key(3), "2099-01-01"),
        line("没有的文号"),
        line(key(88)),
        line(key(4)),
        line(key(4), "2024-03-09"),
        line(key(5), "不是日期"),
        line(key(6), procedure="特别程序"),
        line(key(7), told=""),
        line(key(8), code=code(9)),
    )
    taken = send(path)
    assert counts(taken) == (1, 0, 0, 10, 0)
    sheet = opened(taken.returned).worksheets[1]
    told = {
        cell.coordinate: cell.comment.text
        for row in sheet.iter_rows(min_row=2)
        for cell in row
        if cell.comment and cell.fill.fgColor.rgb == "FFFFC7CE"
    }
    said = {
        "C3": "早于决定日期 2024-03-04",
        "C4": "晚于今日",
        "A5": "没有文号为 没有的文号",
        "A6": "由其他单位报送",
        "A7": "填写了多次",
        "A8": "填写了多次",
        "C9": "E171",
        "E10": "E161",
        "F11": "E101",
        "A12": "或代码不符",
    }
    assert told.keys() == said.keys()
    assert all(text in told[place] for place, text in said.items())
    assert [row.number for row in lists.on_file(LIAISON)] == [key(1)]


def test_the_corrected_workbook_itself_can_be_sent_again(tmp_path: Path) -> None:
    waiting(2)
    taken = send(book(tmp_path, line(key(1)), line(key(2), "2024-03-01")))
    again = opened(taken.returned)
    again.worksheets[1]["C3"] = "2024-03-06"
    path = tmp_path / "again.xlsx"
    again.save(path)
    assert counts(send(path)) == (1, 0, 1, 0, 0)
    assert counts(send(path)) == (0, 0, 2, 0, 0)
    assert ServedDecision.objects.count() == len(logged("decision.served")) == 2


def test_what_is_recorded_changes_only_with_a_reason(tmp_path: Path) -> None:
    waiting(1)
    send(book(tmp_path, line(key(1))))
    taken = send(book(tmp_path, line(key(1), "2024-03-20")))
    assert counts(taken) == (0, 0, 0, 1, 0)
    (finding,) = taken.findings
    assert (finding.field, finding.code) == ("GZLY", "effects.service-known")
    assert "2024-03-05" in finding.sentence("zh")
    assert counts(send(book(tmp_path, line(key(1), "2024-03-20", reason="抄错")))) == (
        0,
        1,
        0,
        0,
        0,
    )
    assert lists.on_file(LIAISON)[0].served_on == date(2024, 3, 20)


def test_the_words_of_the_command_line_and_real_dates_are_read_too(tmp_path: Path) -> None:
    waiting(2)
    rows = (
        line(key(1), date(2024, 3, 5), how="direct", procedure="ordinary", told="yes"),
        line(key(2), "2024年3月5日", procedure="一般程序"),
    )
    assert counts(send(book(tmp_path, *rows))) == (2, 0, 0, 0, 0)
    assert len(in_force(subject(), date(2024, 9, 6)).adverse) == 2


def test_the_file_is_logged_with_its_hash_and_what_came_of_it(tmp_path: Path) -> None:
    waiting(1)
    send(book(tmp_path, line(key(1)), line("没有的文号")))
    ((_, who, about, text),) = logged("services.received")
    body = json.loads(text)
    assert (who, about, body["unit"], len(body["sha256"])) == (LIAISON.id, None, SENDER, 64)
    ((_, who, about, text),) = logged("services.ended")
    ended = json.loads(text)
    assert (who, about, ended["unit"], ended["sheet"]) == (LIAISON.id, None, SENDER, body["sheet"])
    assert (ended["stage"], ended["recorded"], ended["bad"]) == ("done", 1, 1)


def test_a_file_that_is_none_of_this_form_and_another_units_are_refused(tmp_path: Path) -> None:
    waiting(1)
    path = book(tmp_path, line(key(1)))
    with pytest.raises(UnderRule):
        send(path, STRANGER)
    assert counts(send(path, STRANGER, OTHER)) == (0, 0, 0, 1, 0)
    other = tmp_path / "other.csv"
    other.write_text("名称,电话\n示例,1\n", encoding="utf-8")
    with pytest.raises(FileProblem):
        send(other)
    assert ServedDecision.objects.count() == 0


def test_too_many_rows_are_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingjian.bulk.answers.form.MOST", 2)
    with pytest.raises(TooManyServices):
        send(book(tmp_path, *(line(key(n)) for n in (1, 2, 3))))


def test_in_english_the_reasons_are_english(tmp_path: Path) -> None:
    waiting(1)
    taken = send(book(tmp_path, line(key(1), "2024-03-01")), language="en")
    first, sheet, *_ = opened(taken.returned).worksheets
    assert first.title == "Validation result"
    assert "before the decision of 2024-03-04" in sheet["C2"].comment.text
