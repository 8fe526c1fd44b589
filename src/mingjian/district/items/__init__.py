"""Clean rows of each catalogue item, before any dirt is put on."""

from collections.abc import Callable, Mapping

from mingjian.district.deliveries import ABNORMAL, LICENCE, PENALTY, REGISTER, Delivery
from mingjian.district.dice import Whole
from mingjian.district.items.abnormal import abnormal_rows
from mingjian.district.items.licence import licence_rows
from mingjian.district.items.penalty import penalty_rows
from mingjian.district.items.register import register_rows
from mingjian.district.quota import Soiled
from mingjian.district.scene import Scene
from mingjian.district.text import Columns

Maker = Callable[[Scene, Delivery, Whole, Soiled], Columns]

MAKERS: Mapping[str, Maker] = {
    REGISTER: register_rows,
    LICENCE: licence_rows,
    PENALTY: penalty_rows,
    ABNORMAL: abnormal_rows,
}
"""Item -> its maker: (scene, delivery, row numbers, dirt) to a text column for each field."""
