"""The same decision more than once in one file (Q10)."""

from functools import reduce
from typing import Final

import ibis
import ibis.expr.types as ir

from mingjian.intake.validation.plan import BAD
from mingjian.policy.schema import CatalogueItem

DIFFERS: Final = "E201"
REPEATS: Final = "W202"
SEVERAL: Final = "several"


def several(typed: ir.Table) -> ir.Table:
    """The records that come more than once. Most files have none: then the rest is left out.

    Rows that are wrong anyway or have no code take no part.
    """
    sound = _sound(typed)
    counted = sound.group_by("_record_id").agg(copies=sound.count())
    return counted.filter(counted["copies"] > 1).select("_record_id")


def repeat_findings(typed: ir.Table, found: ir.Table, item: CatalogueItem) -> ir.Table:
    """E201 on all rows that tell one decision differently, W202 on all but the first alike."""
    rows = _sound(typed).semi_join(found, "_record_id")
    rows = rows.mutate(_content=_content(rows, item))
    one = rows.group_by("_record_id").agg(
        first=rows["row_no"].min(), contents=rows["_content"].nunique()
    )
    joined = rows.join(one, "_record_id")
    told = joined.filter((joined["contents"] > 1) | (joined["row_no"] != joined["first"]))
    differs = told["contents"] > 1
    return told.select(
        told["row_no"],
        field=ibis.literal(item.key[0]),
        code=differs.ifelse(DIFFERS, REPEATS),
        severity=differs.ifelse("error", "warning"),
        value=told[item.key[0]],
        detail_zh=ibis.literal(""),
        detail_en=ibis.literal(""),
    )


def _sound(typed: ir.Table) -> ir.Table:
    return typed.filter((typed["_verdict"] != BAD) & typed["_coded"])


def _content(typed: ir.Table, item: CatalogueItem) -> ir.StringValue:
    """All cells in one text; the sign before each tells an empty cell from none."""
    cells = (typed[field.name] for field in item.fields)
    texts = (ibis.cases((cell.isnull(), "-"), else_="+" + cell) for cell in cells)
    return reduce(lambda left, right: left + "\x1f" + right, texts).hexdigest("sha256")
