from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from mingjian.policy.problems import BrokenPack
from mingjian.policy.resolve import Policies
from mingjian.policy.standing import load_policies, policies, use
from policy.making import PACKS, item, pack, write_pack


def test_the_packs_of_the_settings_are_loaded_once(tmp_path: Path, settings: Settings) -> None:
    settings.MINGJIAN_POLICIES = [write_pack(tmp_path)]
    first = policies()
    assert [one.id for one in first.packs] == ["small"]
    assert policies() is first


def test_other_settings_are_other_policies(tmp_path: Path, settings: Settings) -> None:
    settings.MINGJIAN_POLICIES = [write_pack(tmp_path)]
    first = policies()
    settings.MINGJIAN_POLICIES = [PACKS / "national"]
    assert policies() is not first


def test_a_broken_pack_stops_the_start(tmp_path: Path, settings: Settings) -> None:
    settings.MINGJIAN_POLICIES = [tmp_path]
    with pytest.raises(BrokenPack):
        policies()


def test_others_stand_in_until_the_block_ends(tmp_path: Path, settings: Settings) -> None:
    settings.MINGJIAN_POLICIES = [write_pack(tmp_path)]
    real = policies()
    outer, inner = Policies([pack(catalogue=[item()])]), Policies([pack()])
    with use(outer) as one:
        assert policies() is one is outer
        with use(inner):
            assert policies() is inner
        assert policies() is outer
    assert policies() is real


def test_the_block_ends_even_when_it_breaks(tmp_path: Path, settings: Settings) -> None:
    settings.MINGJIAN_POLICIES = [write_pack(tmp_path)]
    with pytest.raises(ZeroDivisionError), use(Policies([pack()])):
        raise ZeroDivisionError
    assert policies().packs[0].catalogue != ()


def test_policies_load_without_any_setting(tmp_path: Path) -> None:
    found = load_policies([write_pack(tmp_path)])
    assert [one.id for one in found.packs] == ["small"]
