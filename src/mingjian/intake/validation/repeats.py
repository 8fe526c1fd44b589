"""The same decision more than once in one file (Q10)."""

from functools import reduce
from typing import Final

import ibis
import ibis.expr.types as ir
from ibis.backends import BaseBackend

from mingjian.intake.validation.plan import BAD
from mingjian.policy.schema import CatalogueItem

DIFFERS: Final = "E201"
REPEATS: Final = "W202"


def repeat_findings(con: BaseBackend, typed: ir.Table, item: CatalogueItem) -> list[ir.Table]:
    """E201 on all rows that tell one decision differently, W202 on all but the first alike.

    Rows that are wrong anyway or have no code take no part. Most files repeat nothing: then the
    cells are not looked at again.
    """
    sound = typed.filter((typed["_verdict"] != BAD) & typed["_coded"])
    several = sound.group_by("_record_id").having(sound.count() > 1).agg(copies=sound.count())
    known = con.create_table("several", several, temp=True)
    if not con.to_pyarrow(known.count()).as_py():
        return []
    return [_told(sound.semi_join(known, "_record_id"), item)]


def _told(rows: ir.Table, item: CatalogueItem) -> ir.Table:
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


def _content(typed: ir.Table, item: CatalogueItem) -> ir.StringValue:
    """All cells in one text; the sign before each tells an empty cell from none."""
    cells = (typed[field.name] for field in item.fields)
    texts = (ibis.cases((cell.isnull(), "-"), else_="+" + cell) for cell in cells)
    return reduce(lambda left, right: left + "\x1f" + right, texts).hexdigest("sha256")
