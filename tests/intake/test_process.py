"""The whole way of a file, on a database in which transactions really commit."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from intake import letters
from intake.letters import MARKET, OTHER, code, deliver, entity, licence, name, penalty, send
from mingjian.evidence.read import entries
from mingjian.home.stumble import MOST_ATTEMPTS
from mingjian.intake import process
from mingjian.intake.cancel import cancel
from mingjian.intake.models import Question, Submission
from mingjian.intake.problems import WrongItem
from mingjian.intake.process import run
from mingjian.intake.progress import Reporter
from mingjian.intake.refusals import AlreadyFinished, Cancelled
from mingjian.intake.spool import spool_of
from mingjian.intake.stage import Stage
from mingjian.intake.told import findings_of
from mingjian.ledger.audit import agree
from mingjian.ledger.read import as_of
from mingjian.registry.find import SubjectView, by_code

pytestmark = pytest.mark.usefixtures("committed_db")


def subject(number: int) -> SubjectView:
    found = by_code(code(number))
    assert found is not None
    return found


def counts(sent: Submission) -> tuple[int, ...]:
    """Rows, good, bad, held; new, changed, unchanged."""
    return (
        *(sent.rows, sent.good, sent.bad, sent.held),
        *(sent.new, sent.changed, sent.unchanged),
    )


def problem_of(sent: Submission) -> object:
    assert sent.problem is not None
    return sent.problem["code"]


def told(sent: Submission, row_no: int) -> list[str]:
    return [f.code for f in findings_of(sent.pk) if f.row_no == row_no]


def test_register_then_licences_are_posted() -> None:
    register = deliver("market-entity", [entity(n) for n in range(1, 6)])
    assert (register.stage, counts(register)) == (Stage.POSTED, (5, 5, 0, 0, 5, 0, 0))
    known = subject(1)
    assert (known.name, known.origin, known.status) == (name(1), "register", "存续")
    assert (known.division, known.town, str(known.registered_on)) == (
        *("330299", "示例街道"),
        "2015-03-02",
    )

    sent = deliver("licence", [licence(n) for n in range(1, 6)])
    assert (sent.stage, counts(sent)) == (Stage.POSTED, (5, 5, 0, 0, 5, 0, 0))
    (version,) = as_of(subject(1).subject_id, items=["licence"])
    assert version.payload["XK_WSH"] == "示许〔2019〕1号"
    assert (version.valid.start.isoformat(), version.valid.end) == ("2019-06-03", None)
    assert (version.unit_id, version.submission_id, version.row_no) == (MARKET, sent.pk, 2)
    assert agree(sent.pk).agrees
    (entry,) = entries(kind="submission.posted", limit=1)
    assert entry.body["submission"] == sent.pk


def test_a_dirty_file_its_correction_and_the_same_again() -> None:
    dirty = [licence(1), licence(2, XK_JDRQ="昨天"), licence(3, XK_XDR_SHXYM=letters.broken(3))]
    first = deliver("licence", dirty)
    assert counts(first) == (3, 1, 2, 0, 1, 0, 0)
    assert "E171" in told(first, 3)
    assert told(first, 4) == ["E134", "W211"]

    second = deliver("licence", [licence(1), licence(2), licence(3)])
    assert counts(second) == (3, 3, 0, 0, 2, 0, 1)
    again = deliver("licence", [licence(1), licence(2), licence(3)])
    assert counts(again) == (3, 3, 0, 0, 0, 0, 3)
    changed = deliver("licence", [licence(1, XK_NR="另一内容"), licence(2), licence(3)])
    assert counts(changed) == (3, 3, 0, 0, 0, 1, 2)
    assert all(agree(s.pk).agrees for s in (first, second, again, changed))


def test_a_row_sent_again_is_not_late_again() -> None:
    first = deliver("licence", [licence(1)])
    assert (first.late, told(first, 2)) == (1, ["W143", "W211"])
    again = deliver("licence", [licence(1), licence(2)])
    assert again.late == 1
    assert told(again, 2) == []
    assert told(again, 3) == ["W143", "W211"]


def test_a_backlog_is_not_late_and_the_log_says_so() -> None:
    sent = deliver("licence", [licence(1)], backlog=True)
    assert (sent.late, sent.late_by, told(sent, 2)) == (0, 0, ["W143"])
    (received,) = entries(kind="submission.received")
    assert received.body["backlog"] is True


def test_another_units_record_is_not_changed() -> None:
    deliver("licence", [licence(1)], unit=MARKET)
    other = deliver("licence", [licence(1, XK_NR="另一内容"), licence(2)], unit=OTHER)
    assert counts(other) == (2, 1, 1, 0, 1, 0, 0)
    assert "E203" in told(other, 2)
    (version,) = as_of(subject(1).subject_id)
    assert (version.payload["XK_NR"], version.unit_id) == ("准予从事示例经营活动", MARKET)


def test_an_unknown_code_is_enrolled_as_reported() -> None:
    sent = deliver("licence", [licence(9)])
    assert told(sent, 2)[0] == "W143"
    assert (subject(9).name, subject(9).origin) == (name(9), "reported")


def test_a_name_that_disagrees_waits() -> None:
    deliver("market-entity", [entity(1), entity(2, name="示例（2）号有限公司")])
    rows = [penalty(1, CF_XDR_MC="示例别家有限公司"), penalty(2, CF_XDR_MC="示例(2)号有限公司")]
    sent = deliver("penalty", rows)
    assert counts(sent) == (2, 1, 0, 1, 1, 0, 0)
    assert "E141" in told(sent, 2)
    asked = Question.objects.get()
    assert (asked.kind, asked.subject_id) == ("name-disagrees", subject(1).subject_id)
    assert asked.payload["CF_WSH"] == "示罚〔2019〕1号"
    assert as_of(subject(1).subject_id, items=["penalty"]) == []


def test_an_adverse_row_without_a_valid_code_is_asked_about_never_linked() -> None:
    deliver("market-entity", [entity(1), entity(2)])
    rows = [
        penalty(1, CF_XDR_SHXYM="", CF_XDR_GSZC="330299000000001"),
        penalty(2, CF_XDR_SHXYM=letters.broken(2)),
    ]
    sent = deliver("penalty", rows)
    assert counts(sent) == (2, 0, 0, 2, 0, 0, 0)
    assert "E142" in told(sent, 2)
    assert "E134" in told(sent, 3)
    first = Question.objects.get(row_no=2)
    assert (first.kind, first.subject_id, first.record_id) == ("no-code", None, None)
    assert first.proposals[0]["code"] == code(1)
    assert first.proposals[0]["features"]
    assert as_of(subject(1).subject_id, items=["penalty"]) == []


def test_a_corrected_row_closes_its_question() -> None:
    deliver("market-entity", [entity(1), entity(2)])
    rows = [penalty(1, CF_XDR_SHXYM=letters.broken(1)), penalty(2, CF_XDR_MC="示例别家有限公司")]
    deliver("penalty", rows)
    better = deliver("penalty", [penalty(1), penalty(2)])
    assert counts(better) == (2, 2, 0, 0, 2, 0, 0)
    answers = Question.objects.values_list("answer", "answered_by").distinct()
    assert list(answers) == [("resent", letters.SENDER.id)]


def test_a_new_name_in_the_register_makes_the_old_one_former() -> None:
    deliver("market-entity", [entity(1)])
    deliver("market-entity", [entity(1, name="示例新名有限公司", changed_on="2019-01-02")])
    assert subject(1).name == "示例新名有限公司"
    old, new = penalty(1), penalty(1, CF_XDR_MC="示例新名有限公司", CF_WSH="示罚〔2019〕9号")
    assert counts(deliver("penalty", [old, new])) == (2, 2, 0, 0, 2, 0, 0)


def test_a_file_of_another_item_fails_with_its_problem() -> None:
    sent = deliver("licence", [penalty(1)])
    assert sent.stage == Stage.FAILED
    assert problem_of(sent) == WrongItem.code
    assert "penalty" in str(sent.problem)
    assert entries(kind="submission.failed", limit=1)[0].body["problem"] == WrongItem.code


def test_cancelled_before_it_began() -> None:
    sent = send("licence", [licence(1)])
    cancel(letters.SENDER, sent.pk)
    run(sent.pk)
    sent.refresh_from_db()
    assert (sent.stage, by_code(code(1))) == (Stage.CANCELLED, None)
    with pytest.raises(AlreadyFinished):
        cancel(letters.SENDER, sent.pk)


def test_cancelled_while_posting_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = send("licence", [licence(1)])

    def stop(self: Reporter, _done: int) -> None:
        if self._stage == Stage.POSTED:
            raise Cancelled

    monkeypatch.setattr(Reporter, "step", stop)
    run(sent.pk)
    sent.refresh_from_db()
    assert (sent.stage, sent.new, by_code(code(1))) == (Stage.CANCELLED, 0, None)


@pytest.mark.parametrize("broken", ["_read", "_validate", "_link", "_post"])
def test_broken_off_at_any_stage_it_goes_on_from_there(
    broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = send("licence", [licence(1), licence(2)])
    stage = next(s for s, step in process._STEPS.items() if step.__name__ == broken)
    with monkeypatch.context() as breaking:
        breaking.setitem(process._STEPS, stage, _break)
        with pytest.raises(RuntimeError):
            run(sent.pk)
    sent.refresh_from_db()
    assert (sent.stage, sent.attempts) == (stage, 1)
    passed = _watched(monkeypatch)
    run(sent.pk)
    sent.refresh_from_db()
    assert counts(sent) == (2, 2, 0, 0, 2, 0, 0)
    assert passed[0] == stage


def test_after_five_failures_it_ends_and_nothing_is_posted(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = send("licence", [licence(1)])
    monkeypatch.setitem(process._STEPS, Stage.LINKED, _break)
    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(RuntimeError):
            run(sent.pk)
    run(sent.pk)
    sent.refresh_from_db()
    assert (sent.stage, problem_of(sent)) == (Stage.FAILED, "intake.failed")
    assert by_code(code(1)) is None


def test_lost_work_files_are_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = send("licence", [licence(1)])
    monkeypatch.setitem(process._STEPS, Stage.LINKED, _break)
    with pytest.raises(RuntimeError):
        run(sent.pk)
    monkeypatch.undo()
    _spoil(spool_of(sent.pk).typed)
    passed = _watched(monkeypatch)
    run(sent.pk)
    sent.refresh_from_db()
    assert (sent.stage, sent.new, passed[0]) == (Stage.POSTED, 1, Stage.READ)


def test_two_workers_on_one_submission_post_once() -> None:
    sent = send("licence", [licence(n) for n in range(1, 4)])
    _at_once(lambda: run(sent.pk), lambda: run(sent.pk))
    run(sent.pk)
    sent.refresh_from_db()
    assert counts(sent) == (3, 3, 0, 0, 3, 0, 0)
    assert len(entries(kind="submission.posted", limit=5)) == 1


def test_two_liaisons_with_the_same_file() -> None:
    rows = [licence(n) for n in range(1, 4)]
    one, two = send("licence", rows), send("licence", rows)
    assert one.sha256 == two.sha256
    _at_once(lambda: run(one.pk), lambda: run(two.pk))
    one.refresh_from_db()
    two.refresh_from_db()
    assert {one.stage, two.stage} == {Stage.POSTED}
    assert (one.new + two.new, one.unchanged + two.unchanged) == (3, 3)


def test_what_was_posted_after_a_file_was_linked_is_not_posted_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The look of linking is spared at posting only while nothing else came."""
    first = deliver("licence", [licence(1)])
    late = send("licence", [licence(1), licence(2), licence(3, XK_NR="许可")])
    monkeypatch.setitem(process._STEPS, Stage.LINKED, _break)
    with pytest.raises(RuntimeError):
        run(late.pk)
    monkeypatch.undo()
    between = deliver("licence", [licence(2), licence(3)])
    run(late.pk)
    for sent, expected in ((first, (1, 0, 0)), (between, (2, 0, 0)), (late, (0, 1, 2))):
        sent.refresh_from_db()
        assert counts(sent)[-3:] == expected


def test_the_work_folder_is_tidied() -> None:
    sent = deliver("licence", [licence(1), licence(2, XK_NR="")])
    left = {path.name for path in spool_of(sent.pk).folder.iterdir()}
    assert left == {"rows.parquet", "sheet.json", "told.parquet"}
    assert "E101" in told(sent, 3)


def _break(*_: Any) -> None:
    raise RuntimeError("broken on purpose")


def _spoil(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def _watched(monkeypatch: pytest.MonkeyPatch) -> list[Stage]:
    """The stages from which steps are taken from now on."""
    passed: list[Stage] = []

    def watched(stage: Stage, step: Callable[..., None]) -> Callable[..., None]:
        def take(*given: Any) -> None:
            passed.append(stage)
            step(*given)

        return take

    for stage, step in list(process._STEPS.items()):
        monkeypatch.setitem(process._STEPS, stage, watched(stage, step))
    return passed


def _at_once(*deeds: Callable[[], None]) -> None:
    failures: list[BaseException] = []

    def do(deed: Callable[[], None]) -> None:
        try:
            deed()
        except BaseException as error:  # noqa: BLE001 - told below
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=do, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
