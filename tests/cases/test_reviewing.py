"""Which units are offered for a review: who holds the right, without who had a part."""

import pytest

from cases.world import HEAD, OFFICE, applied, subject
from mingjian.accounts.people import close_account
from mingjian.cases.doing import Doing
from mingjian.cases.problems import NoSuchCase
from mingjian.cases.reviewing import reviewers
from mingjian.cases.take import take
from web.proceedings import account, for_it

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_packs")]
ONE, TWO, DECIDES = "zhenhai-environment", "zhenhai-justice", HEAD.unit_id


def test_the_units_of_active_reviewers_but_not_who_decided() -> None:
    case = applied(subject(1), unit_id=DECIDES)
    for unit in (TWO, ONE, DECIDES):
        account("reviewer", unit)
    account("liaison", "zhenhai-finance")
    assert reviewers(OFFICE, case.id) == (ONE, TWO)
    close_account(account("reviewer", ONE))
    assert reviewers(OFFICE, case.id) == (TWO,)


def test_who_took_a_step_does_not_review_either() -> None:
    """The credit office decides objections in cases of other units."""
    case = applied(subject(1), unit_id=TWO)
    account("reviewer", DECIDES)
    assert reviewers(OFFICE, case.id) == (DECIDES,)
    case_of_mine = applied(subject(1), unit_id=DECIDES)
    take(case_of_mine.id, "refuse", Doing(reason="示例"), HEAD, seq=1)
    assert reviewers(OFFICE, case_of_mine.id) == ()


def test_of_a_case_out_of_reach_nothing_is_said() -> None:
    case = applied(subject(1))
    with pytest.raises(NoSuchCase):
        reviewers(for_it(subject(2)), case.id)
