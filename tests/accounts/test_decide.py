import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.accounts.actor import SYSTEM, Actor, Held
from mingjian.accounts.decide import UnderRule, decide, require
from mingjian.accounts.rights import RIGHTS, UNSCOPED
from mingjian.accounts.roles import roles
from mingjian.accounts.scope import Scope, units_for
from mingjian.accounts.units import with_sub_units

FINANCE, COMMERCE = "zhenhai-finance", "zhenhai-commerce"


def actor(*held: Held, unit: str = FINANCE) -> Actor:
    return Actor("user:1", "示例", unit, held)


def test_the_own_unit_is_reached_and_another_is_not() -> None:
    liaison = actor(Held("liaison"))
    allowed = decide(liaison, "intake.send", unit_id=FINANCE)
    assert (allowed.allowed, allowed.rule) == (True, "liaison.intake.send.own_unit")
    refused = decide(liaison, "intake.send", unit_id=COMMERCE)
    assert (refused.allowed, refused.rule) == (
        False,
        "out_of_scope.liaison.intake.send.own_unit",
    )
    assert "本单位" in refused.sentence("zh")
    assert "own unit" in refused.sentence("en")


def test_without_data_only_the_right_is_asked() -> None:
    assert decide(actor(Held("liaison")), "intake.send").allowed
    assert decide(actor(Held("clerk")), "intake.send").rule == "no_role.intake.send"


def test_an_unknown_right_or_role_gives_nothing() -> None:
    assert decide(actor(Held("liaison")), "fly").rule == "no_such_right.fly"
    assert not decide(actor(Held("king")), "intake.send").allowed


def test_the_platform_may_do_everything() -> None:
    assert all(decide(SYSTEM, right, unit_id=FINANCE).allowed for right in RIGHTS)


def test_chosen_units() -> None:
    held = actor(Held("liaison", Scope.CUSTOM, frozenset({COMMERCE})))
    assert decide(held, "intake.read", unit_id=COMMERCE).allowed
    assert not decide(held, "intake.read", unit_id=FINANCE).allowed


def test_own_doings_go_by_the_doer() -> None:
    own = actor(Held("liaison", Scope.SELF))
    assert decide(own, "intake.read", unit_id=COMMERCE, owner="user:1").allowed
    assert not decide(own, "intake.read", unit_id=FINANCE, owner="user:2").allowed
    assert not decide(own, "intake.read", unit_id=FINANCE).allowed


def test_an_owner_alone_does_not_widen_a_unit_scope() -> None:
    assert not decide(actor(Held("liaison")), "intake.read", owner="user:2").allowed


def test_rights_without_owner_ignore_a_narrower_scope() -> None:
    held = actor(Held("liaison", Scope.SELF))
    for right in UNSCOPED & roles()["liaison"].rights.keys():
        assert decide(held, right, unit_id=COMMERCE).allowed


def test_items_narrow_a_client() -> None:
    client = actor(Held("sending_client", items=frozenset({"penalty"})))
    assert decide(client, "intake.send", unit_id=FINANCE, item="penalty").allowed
    refused = decide(client, "intake.send", unit_id=FINANCE, item="licence")
    assert refused.rule == "other_items.intake.send"


def test_the_widest_of_several_grants_counts() -> None:
    both = actor(Held("liaison", Scope.SELF), Held("credit_office"))
    assert decide(both, "intake.read", unit_id=COMMERCE).rule == "credit_office.intake.read.all"


def test_a_refusal_names_its_rule_in_the_problem() -> None:
    with pytest.raises(UnderRule) as refusal:
        require(actor(Held("clerk")), "log.read")
    assert refusal.value.status == 403
    assert refusal.value.facts["rule"] == "no_role.log.read"
    assert "log.read" in refusal.value.sentence("en")


def test_sub_units_of_the_packs_are_reached() -> None:
    everybody = with_sub_units(FINANCE)
    assert FINANCE in everybody
    assert units_for(actor(Held("administrator")), "account.manage") == everybody


@given(
    st.sampled_from(sorted(RIGHTS)),
    st.sampled_from(sorted(roles())),
    st.sampled_from([None, *Scope]),
    st.sampled_from([FINANCE, COMMERCE, "zhenhai-statistics"]),
)
def test_units_for_agrees_with_decide(
    right: str, role: str, scope: Scope | None, unit: str
) -> None:
    units = frozenset({COMMERCE}) if scope is Scope.CUSTOM else frozenset[str]()
    held = actor(Held(role, scope, units))
    reach = units_for(held, right)
    assert decide(held, right, unit_id=unit).allowed is (reach is None or unit in reach)


def test_every_role_is_told_in_both_languages_and_gives_known_rights() -> None:
    for role in roles().values():
        assert role.name.zh
        assert role.name.en
        assert role.rights
        assert role.rights.keys() <= RIGHTS.keys()


def test_no_right_is_without_a_role() -> None:
    given_by_roles = {right for role in roles().values() for right in role.rights}
    assert given_by_roles == RIGHTS.keys()
