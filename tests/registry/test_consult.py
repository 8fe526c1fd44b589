import pytest

from mingjian.accounts.actor import SYSTEM, Actor, Held
from mingjian.evidence.read import entries
from mingjian.kernel.problem import NotAllowed
from mingjian.registry.consult import consult, look_up
from mingjian.registry.problems import NoSuchSubject
from registry.register import code, enrol

pytestmark = pytest.mark.django_db

CLERK = Actor("user:5", "示例", "qu-fgj", (Held("clerk"),))
NOBODY = Actor("user:6", "示例", "qu-fgj")


@pytest.fixture(autouse=True)
def _subjects() -> None:
    enrol([(code(1), "示例甲有限公司"), (code(2), "示例乙有限公司")])


def test_every_look_is_logged_about_the_subject() -> None:
    seen = consult(CLERK, code(1))
    (entry,) = entries(about=seen.subject.subject_id)
    assert (entry.id, entry.kind, entry.actor) == (seen.entry, "subject.read", "user:5")
    assert entry.body["code"] == code(1)


def test_a_search_logs_whom_it_showed_and_not_what_was_typed() -> None:
    matches = look_up(CLERK, "示例甲有限公司")
    (entry,) = entries(kind="subject.searched")
    assert entry.body == {"shown": [match.subject_id for match in matches]}


def test_without_the_right_nothing_is_shown_nor_logged() -> None:
    with pytest.raises(NotAllowed):
        consult(NOBODY, code(1))
    with pytest.raises(NotAllowed):
        look_up(NOBODY, "示例")
    assert entries() == []


def test_nobody_under_that_code_is_told() -> None:
    with pytest.raises(NoSuchSubject):
        consult(SYSTEM, code(9))
    with pytest.raises(NoSuchSubject):
        consult(SYSTEM, "不是代码")
