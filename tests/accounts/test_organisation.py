import pytest

from accounts.passwords import PASSWORD
from mingjian.accounts.actor import SYSTEM, Actor, Held, actor_of_account
from mingjian.accounts.decide import decide
from mingjian.accounts.models import Account
from mingjian.accounts.people import give_role, open_organisation_account
from mingjian.accounts.problems import NameTaken, WrongHolder
from mingjian.accounts.roles import ORGANISATION, roles
from mingjian.accounts.scopes import Scope
from papers.making import subject

pytestmark = pytest.mark.django_db
AGENT = Actor("user:1", "示例经办", "", (Held(ORGANISATION),), 7)


@pytest.fixture
def account() -> Account:
    return open_organisation_account("agent", "示例经办", subject(), password=PASSWORD)


def test_it_acts_for_its_subject_and_no_unit(account: Account) -> None:
    actor = actor_of_account(account)
    assert (actor.subject_id, actor.unit_id) == (account.subject_id, "")
    assert decide(actor, "case.apply", subject_id=account.subject_id).allowed


def test_it_reaches_what_is_about_its_subject_alone() -> None:
    for right in roles()[ORGANISATION].rights.keys() - {"log.verify", "catalogue.read"}:
        assert decide(AGENT, right, subject_id=7).allowed
        assert not decide(AGENT, right, subject_id=8).allowed
        assert not decide(AGENT, right, unit_id="zhenhai-finance").allowed
        assert not decide(AGENT, right, unit_id="").allowed


def test_a_member_of_a_unit_is_nobodys_agent() -> None:
    staff = Actor("user:2", "示例", "zhenhai-finance", (Held(ORGANISATION),))
    assert not decide(staff, "case.apply", subject_id=7).allowed
    assert decide(staff, "case.apply", owner="user:2").allowed


@pytest.mark.parametrize("role", [r.id for r in roles().values() if r.holder == "account"])
def test_it_holds_no_other_role(account: Account, role: str) -> None:
    for scope in (None, Scope.ALL):
        if (role, scope) != (ORGANISATION, None):
            with pytest.raises(WrongHolder):
                give_role(account, role, by=SYSTEM, scope=scope)


def test_its_name_is_given_once(account: Account) -> None:
    with pytest.raises(NameTaken):
        open_organisation_account(account.username, "另一人", 1, password=PASSWORD)
    assert Account.objects.count() == 1


def test_the_two_persons_of_a_determination_hold_different_rights() -> None:
    known = roles()
    assert "case.decide" not in known["liaison"].rights
    assert "case.propose" not in known["unit_head"].rights
    assert "case.decide" not in known["credit_office"].rights
    assert "case.decide" not in known["reviewer"].rights
