import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.policy.edition import edition_of
from mingjian.policy.load import load_pack
from mingjian.policy.schema import Pack
from policy.making import ITEM_YAML, PACK_YAML, PACKS, item, pack, unit, write_pack


def test_the_label_is_the_id_and_the_head_of_the_digest() -> None:
    edition = edition_of(pack())
    digest = hashlib.sha256(edition.content.encode()).hexdigest()
    assert edition.sha256 == digest
    assert edition.label == f"small@{digest[:12]}"
    assert edition.document["id"] == "small"


@pytest.mark.parametrize("name", ["national", "zhejiang", "zhenhai-2019"])
def test_a_real_pack_comes_back_from_its_edition(name: str) -> None:
    original = load_pack(PACKS / name)
    edition = edition_of(original)
    again = Pack.model_validate_json(edition.content)
    assert again == original
    assert edition_of(again) == edition


def test_comments_and_order_of_keys_do_not_make_a_new_edition(tmp_path: Path) -> None:
    turned = "# a comment\n" + "\n".join(
        [PACK_YAML[PACK_YAML.index("jurisdiction") :], *PACK_YAML.splitlines()[:2]]
    )
    plain = load_pack(write_pack(tmp_path / "one"))
    other = load_pack(write_pack(tmp_path / "two", {"pack.yaml": turned}))
    assert edition_of(plain) == edition_of(other)


def test_one_changed_value_makes_a_new_edition(tmp_path: Path) -> None:
    text = ITEM_YAML.replace("monthly", "yearly")
    plain = load_pack(write_pack(tmp_path / "one"))
    files = {"catalogue/water-arrears.yaml": text}
    other = load_pack(write_pack(tmp_path / "two", files))
    assert edition_of(plain).label != edition_of(other).label


@given(st.lists(st.text(min_size=1, max_size=5), min_size=2, max_size=4, unique=True))
def test_editions_are_equal_exactly_when_packs_are(names: list[str]) -> None:
    packs = [pack(units=[unit("one", name)], catalogue=[item()]) for name in names]
    assert len({edition_of(one).sha256 for one in packs}) == len(packs)
    again = [Pack.model_validate_json(edition_of(one).content) for one in packs]
    assert again == packs
