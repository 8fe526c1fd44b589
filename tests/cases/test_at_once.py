"""Two at the same moment: one step is taken, numbers have no gaps."""

import pytest
from django.db import OperationalError, connection

from cases.world import HEAD, LIAISON, UNIT, applied, handed, organisation, subject
from ledger.test_at_once import together
from mingjian.cases.doing import Doing, Opening
from mingjian.cases.models import Case
from mingjian.cases.open_case import open_case
from mingjian.cases.problems import CaseMoved
from mingjian.cases.silence import silence
from mingjian.cases.take import take
from mingjian.cases.view import CaseView, view
from mingjian.evidence.read import entries
from mingjian.kernel.problem import Problem

pytestmark = pytest.mark.usefixtures("committed_db", "sample_packs")


def tried(case: CaseView, step: str, reason: str = "理由") -> str:
    try:
        actor = LIAISON if step == "ask" else HEAD
        return take(case.id, step, Doing(reason=reason), actor, seq=1).state.id
    except Problem as problem:
        return problem.code


def test_of_two_steps_at_once_one_is_taken() -> None:
    case = applied(subject(1))
    results = together(lambda: tried(case, "decide"), lambda: tried(case, "refuse"))
    assert CaseMoved.code in results
    assert {"granted", "refused"} & set(results)
    assert len(view(case.id, HEAD).history) == 2


def test_many_cases_opened_at_once_have_numbers_without_gaps() -> None:
    one = subject(1)
    papers = [handed("application", one) for _ in range(6)]

    def opened(paper: int) -> str:
        doing = Doing({"matter": "示例"}, (paper,))
        asked = Opening("sample", one, UNIT, "subject", str(one), doing=doing)
        return open_case(asked, organisation(one)).number

    together(*(lambda paper=paper: opened(paper) for paper in papers))
    serials = list(Case.objects.order_by("serial").values_list("serial", flat=True))
    assert serials == [1, 2, 3, 4, 5, 6]


def test_two_rounds_of_silence_do_nothing_twice() -> None:
    applied(subject(1))
    together(silence, silence)
    assert Case.objects.get().seq == 1


def test_a_connection_killed_in_the_middle_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = applied(subject(1))
    logged = len(entries(limit=99))

    def killed(*_: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    monkeypatch.setattr("mingjian.cases.record.notify", killed)
    with pytest.raises(OperationalError):
        take(case.id, "decide", Doing(), HEAD, seq=1)
    connection.close()
    assert view(case.id, HEAD).seq == 1
    assert len(entries(limit=99)) == logged
    monkeypatch.undo()
    assert take(case.id, "decide", Doing(), HEAD, seq=1).outcome == "favourable"
