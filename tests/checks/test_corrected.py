"""What a check answers after a correction: as if the right day had been known; replays agree."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest

from checks.affecting import CLERK, made_up, record, told
from effects.serving import LIAISON, served
from mingjian.checks.replay import replay
from mingjian.effects.dispute import dispute
from mingjian.effects.service.answer import answer_each
from mingjian.effects.service.outcome import Recorded
from mingjian.effects.target import Target
from mingjian.papers.receipts import outstanding

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_packs")]
OPENED = date(2025, 1, 6)


@pytest.fixture
def _packs() -> Iterator[None]:
    with made_up():
        yield


def given(number: UUID, day: str, reason: str = "") -> Recorded:
    (done,) = answer_each(LIAISON, [served(number, day, reason=reason)]).values()
    assert isinstance(done, Recorded), done
    return done


def test_old_answers_are_made_again_and_new_ones_tell_the_right_day() -> None:
    number = record(CF_JDRQ="2024-03-04")
    made = given(number, "2024-03-05").adverse
    assert made is not None
    dispute(Target("adverse", str(made.id)), 7, on=OPENED, actor="user:9")
    before = told()
    done = given(number, "2024-03-20", "回证抄错")
    assert done.told == (CLERK.unit_id,)
    assert len(outstanding(CLERK)) == 0, "a clerk reads no notices"
    after = told()
    for answer, day in ((before, "2024-09-06"), (after, "2024-09-21")):
        (adverse,) = answer.document["adverse"]
        assert adverse["from"] == day
        (mark,) = answer.document["marks"]["disputed"]
        assert (mark["target"], mark["since"]) == (str(adverse["adverse"]), str(OPENED))
        again = replay(str(answer.answer.receipt), CLERK)
        assert again.agrees
        assert again.document()["adverse"] == answer.document["adverse"]


def test_an_answer_of_a_day_between_knows_the_right_day_only() -> None:
    """Asked of 10 September 2024: told as final by the wrong day, not by the right one."""
    number = record(CF_JDRQ="2024-03-04")
    given(number, "2024-03-05")
    day = date(2024, 9, 10)
    assert len(told(on=day).document["adverse"]) == 1
    given(number, "2024-03-20", "回证抄错")
    assert told(on=day).document["adverse"] == []
    assert len(told(on=date(2024, 9, 21)).document["adverse"]) == 1
