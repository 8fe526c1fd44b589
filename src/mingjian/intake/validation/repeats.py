"""The same decision more than once in one file (Q10)."""

from functools import reduce
from typing import Final

import ibis
import ibis.expr.types as ir

from mingjian.intake.validation.plan import BAD
from mingjian.policy.schema import CatalogueItem

DIFFERS: Final = "E201"
REPEATS: Final = "W202"


def repeat_findings(typed: ir.Table, item: CatalogueItem) -> ir.Table:
    """E201 on all rows that tell one decision differently, W202 on all but the first alike.

    Rows that are wrong anyway take no part. Rows without a code are told apart by their content.
    """
    sound = typed.filter((typed["_verdict"] != BAD) & typed["_code"].notnull())
    several = sound.group_by("_record_id").having(sound.count() > 1).agg(copies=sound.count())
    rows = sound.semi_join(several, "_record_id").mutate(_content=_content(typed, item))
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
    texts = (ibis.cases((typed[f.name].isnull(), "-"), else_="+" + typed[f.name]) for f in item.fields)
    return reduce(lambda left, right: left + "\x1f" + right, texts).hexdigest("sha256")
