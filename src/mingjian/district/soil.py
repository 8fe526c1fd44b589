"""Put dirt on clean rows: each kind is one small change of the fields it names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mingjian.district.deliveries import Delivery
from mingjian.district.dice import Whole
from mingjian.district.items.penalty import FINES_YUAN
from mingjian.district.plan import Soil
from mingjian.district.quota import Soiled
from mingjian.district.scene import Scene
from mingjian.district.text import Columns, chosen, either, joined
from mingjian.kernel.uscc_tables import CHARSET, SubjectClass
from mingjian.policy.schema import CatalogueItem, Layout

PLACEHOLDER = "00000000000000000X"
"""Found in real deliveries (domain facts, section 1.4)."""

FLOATS = {"licence": "XK_XKBH", "market-entity": "division"}
"""Text fields whose numbers a spreadsheet turns into floats."""

_ISO = "^([0-9]{4})-(0?)([0-9]+)-(0?)([0-9]+)$"
_BODY = 17
_NAME_HEAD = 4


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the dirt falls: the file, its item and layout, the rows and their dirt."""

    scene: Scene
    delivery: Delivery
    item: CatalogueItem
    layout: Layout
    rows: Whole
    soiled: Soiled

    @property
    def dates(self) -> tuple[str, ...]:
        """The date fields of the item."""
        return tuple(field.name for field in self.item.fields if field.type == "date")

    @property
    def needed(self) -> tuple[str, ...]:
        """Required text fields of the layout, without the party's: one may be left empty."""
        held = {c.field for c in self.layout.columns} - {*self.layout.absent}
        own = {self.item.subject.code, self.item.subject.name}
        silent = {f for f, values in self.layout.value_maps.items() if "" in values}
        return tuple(
            f.name
            for f in self.item.fields
            if f.required and f.type == "string" and f.name in held - own - silent
        )


Change = Callable[[Columns, Ground], Columns]
"""What one kind of dirt makes of the fields it touches, for all rows at once."""


def soil(columns: Columns, ground: Ground) -> Columns:
    """Return the columns with the dirt of each row put on."""
    dirty = dict(columns)
    for kind, change in CHANGES.items():
        here = ground.soiled.are(kind)
        if here.any():
            made = change(dirty, ground)
            dirty |= {name: either(here, text, dirty[name]) for name, text in made.items()}
    return dirty


def _wrong_check_digit(columns: Columns, ground: Ground) -> Columns:
    code = columns[ground.item.subject.code]
    last = pc.index_in(pc.utf8_slice_codeunits(code, _BODY), pa.array(list(CHARSET)))
    wrong = (last.to_numpy(zero_copy_only=False).astype(np.int64) + 1) % len(CHARSET)
    body = pc.utf8_slice_codeunits(code, 0, _BODY)
    return {ground.item.subject.code: joined(body, chosen(CHARSET, wrong))}


def _placeholder(columns: Columns, ground: Ground) -> Columns:
    return _same(columns, ground.item.subject.code, PLACEHOLDER)


def _no_code(columns: Columns, ground: Ground) -> Columns:
    return _same(columns, ground.item.subject.code, "")


def _half_width(columns: Columns, ground: Ground) -> Columns:
    name = columns[ground.item.subject.name]
    half = pc.replace_substring(pc.replace_substring(name, "（", "("), "）", ")")
    return {ground.item.subject.name: half}


def _spaces(columns: Columns, ground: Ground) -> Columns:
    name = columns[ground.item.subject.name]
    head = pc.utf8_slice_codeunits(name, 0, _NAME_HEAD)
    return {ground.item.subject.name: joined(head, " ", pc.utf8_slice_codeunits(name, _NAME_HEAD))}


def _name_of_another(_: Columns, ground: Ground) -> Columns:
    """The code of one subject with the name of a cooperative, of whom these rows never speak."""
    dice = ground.scene.dice(ground.delivery)
    share = dice.share("another", ground.rows)
    others = ground.scene.population.drawn(SubjectClass.COOPERATIVE, share)
    return {ground.item.subject.name: ground.scene.population.names(others)}


def _dates(template: str) -> Change:
    """Every date of the row in another form; empty cells stay empty."""

    def change(columns: Columns, ground: Ground) -> Columns:
        return {
            name: pc.replace_substring_regex(columns[name], _ISO, template) for name in ground.dates
        }

    return change


def _leave_empty(columns: Columns, ground: Ground) -> Columns:
    names = ground.needed
    dice = ground.scene.dice(ground.delivery)
    which = dice.below("missing", ground.rows, len(names))
    return {name: either(which == place, "", columns[name]) for place, name in enumerate(names)}


def _yuan(_: Columns, ground: Ground) -> Columns:
    """The fine in yuan where 万元 are asked for."""
    dice = ground.scene.dice(ground.delivery)
    fine = dice.below("fine", ground.rows, len(FINES_YUAN))
    return {"CF_NR_FK": chosen([str(yuan) for yuan in FINES_YUAN], fine)}


def _simple(columns: Columns, _: Ground) -> Columns:
    """A penalty by simple procedure, told by its document number and by the remark."""
    number = pc.replace_substring(columns["CF_WSH"], "罚", "简罚", max_replacements=1)
    remark = _same(columns, "BZ", "简易程序，当场处罚")
    return {"CF_WSH": number, **remark}


def _unnamed(columns: Columns, _: Ground) -> Columns:
    name = "XK_XKLB" if "XK_XKLB" in columns else "CF_CFLB"
    return _same(columns, name, "其他")


def _float(columns: Columns, ground: Ground) -> Columns:
    name = FLOATS[ground.delivery.item]
    digits = pc.replace_substring_regex(columns[name], "[^0-9]", "")
    return {name: joined(digits, ".0")}


def _same(columns: Columns, name: str, text: str) -> Columns:
    return {name: chosen([text], np.zeros(len(columns[name]), dtype=np.int64))}


CHANGES: Mapping[Soil, Change] = {
    Soil.BAD_CHECK_DIGIT: _wrong_check_digit,
    Soil.PLACEHOLDER_CODE: _placeholder,
    Soil.WITHOUT_CODE: _no_code,
    Soil.NAME_BRACKETS: _half_width,
    Soil.NAME_SPACES: _spaces,
    Soil.NAME_DISAGREES: _name_of_another,
    Soil.DATE_SLASHES: _dates(r"\1/\3/\5"),
    Soil.DATE_DOTS: _dates(r"\1.\2\3.\4\5"),
    Soil.DATE_COMPACT: _dates(r"\1\2\3\4\5"),
    Soil.DATE_CHINESE: _dates(r"\1年\3月\5日"),
    Soil.MISSING_REQUIRED: _leave_empty,
    Soil.YUAN_AS_WAN: _yuan,
    Soil.SIMPLE_PROCEDURE: _simple,
    Soil.OTHER_UNNAMED: _unnamed,
    Soil.NUMBER_AS_FLOAT: _float,
}
"""Kinds that are put on afterwards; late and future days, repeats come with the rows themselves."""
