"""What the database knows of the packs: added and closed, never changed."""

from datetime import timedelta

import pytest
from django.db import connection

from effects import world
from mingjian.effects.enter import enter
from mingjian.effects.known import item_on, list_on, measure_now
from mingjian.effects.models import Attached, KnownItem, KnownList, KnownUnit
from mingjian.effects.problems import GateShut
from mingjian.effects.sync import sync
from mingjian.policy.keep import keep
from mingjian.policy.resolve import Policies
from mingjian.policy.schema import Pack
from mingjian.policy.standing import policies

pytestmark = pytest.mark.usefixtures("told")
DAY = timedelta(days=1)


def test_telling_again_adds_nothing() -> None:
    count = KnownList.objects.count()
    assert set(sync(world.packs()).values()) == {0}
    assert KnownList.objects.count() == count


def test_a_list_that_becomes_history_takes_nobody_more() -> None:
    given = world.heard()
    lists = [one.model_copy(update={"status": "historic"}) for one in world.LISTS]
    changed = world.pack().model_copy(update={"lists": tuple(lists)})
    known = Policies([*policies().packs, changed])
    keep(known)
    assert sync(known)["effects_list"] == len(lists)
    with pytest.raises(GateShut) as caught:
        enter(world.listing(given))
    assert caught.value.facts["rule"] == "effects_list_live"
    rows = KnownList.objects.filter(list_id="X-BLACK").order_by("pk")
    assert [(row.status, row.known.upper is None) for row in rows] == [
        ("live", False),
        ("historic", True),
    ]


def test_every_real_list_and_unit_is_known() -> None:
    assert {one.id for one in policies().every_list()} <= set(
        KnownList.objects.values_list("list_id", flat=True)
    )
    assert KnownUnit.objects.filter(known__upper_inf=True).count() == len(policies().units())


def test_a_list_is_known_as_of_its_day() -> None:
    assert list_on("X-GONE", world.GONE - DAY) is not None
    assert list_on("X-GONE", world.GONE) is None
    assert list_on("X-LATER", world.LATER - DAY) is None


def test_the_penalty_names_its_basis_and_what_it_forbids() -> None:
    item = item_on("penalty", world.decided())
    assert item is not None
    assert (item.basis_field, item.effect, item.code_field) == ("CF_YJ", "adverse", "CF_XDR_SHXYM")
    assert {"field": "BZ", "words": ["简易程序", "当场处罚"], "exact": False} in item.forbidden


def test_measures_that_bind_persons_or_rest_on_memory_are_not_known() -> None:
    assert measure_now("x-own") is not None
    assert measure_now("x-person") is None
    recalled = world.a_measure("x-recalled", mark="recalled")
    more = world.pack().model_copy(update={"measures": (recalled,)})
    known = Policies([*policies().packs, more])
    keep(known)
    sync(known)
    assert measure_now("x-recalled") is None
    assert not Attached.objects.filter(measure_id="x-recalled").exists()


def test_what_is_attached_carries_its_article() -> None:
    row = Attached.objects.get(measure_id="x-barred", known__upper_inf=True)
    assert (row.list_id, row.matter) == ("X-BLACK", "licensing")
    with connection.cursor() as cursor:
        cursor.execute("SELECT text->>'article' FROM effects_attached WHERE id = %s", [row.pk])
        assert cursor.fetchone() == ("9",)


def test_a_pack_out_of_force_says_nothing() -> None:
    plain = world.pack().model_dump() | {
        "effective_from": world.LATER,
        "effective_to": world.LATER + DAY,
    }
    late = [one for one in world.LISTS if one.id == "X-LATER"]
    gone = Pack.model_validate(plain | {"lists": [one.model_dump() for one in late]})
    assert KnownItem.objects.exists()
    known = Policies([*policies().packs, gone])
    keep(known)
    sync(known)
    assert list_on("X-LATER", world.LATER + DAY) is None
    assert list_on("X-LATER", world.LATER) is not None
