"""What reading marked in single cells, as findings."""

from typing import Final

import ibis
import ibis.expr.types as ir

from mingjian.intake.findings import Severity

# Mark of `rows.parquet` to the digits of the finding and its severity; others are code 239.
MARKS: Final[dict[str, tuple[str, Severity]]] = {
    "number-lost-digits": ("138", "error"),
    "error-cell": ("233", "error"),
    "nested": ("233", "error"),
    "ragged": ("231", "error"),
    "formula": ("232", "warning"),
    "merged": ("234", "warning"),
    "date-serial": ("235", "warning"),
}
# The code list says it already (161), with the value.
_TOLD: Final = "no-equivalent"
_SPOILING: Final = tuple(mark for mark, (_, severity) in MARKS.items() if severity == "error")


def is_spoilt(rows: ir.Table) -> ir.BooleanValue:
    """Whether a mark keeps the row out."""
    spoiling = rows["_flags"].filter(lambda flag: _mark(flag).isin(_SPOILING))
    return (spoiling.length() > 0).fill_null(False)


def mark_findings(rows: ir.Table) -> ir.Table:
    """One finding for each mark: row_no, field, code, severity, value and details."""
    flags = rows.filter(rows["_flags"].notnull()).select("row_no", flag=rows["_flags"].unnest())
    split = flags.mutate(mark=_mark(flags["flag"]), field=_field(flags["flag"]))
    told = split.filter(split["mark"] != _TOLD)
    number = _by_mark(told["mark"], {m: n for m, (n, _) in MARKS.items()}, "239")
    severity = _by_mark(told["mark"], {m: s for m, (_, s) in MARKS.items()}, "warning")
    letter = (severity == "error").ifelse("E", "W")
    return told.select(
        told["row_no"],
        told["field"],
        code=letter + number,
        severity=severity,
        value=ibis.null("string"),
        detail_zh=told["mark"],
        detail_en=told["mark"],
    )


def _mark(flag: ir.StringValue) -> ir.StringValue:
    return flag.re_extract("^([^:]*)", 1)


def _field(flag: ir.StringValue) -> ir.StringValue:
    return flag.re_extract("^[^:]*:(.*)$", 1).nullif("")


def _by_mark(mark: ir.StringValue, texts: dict[str, str], otherwise: str) -> ir.StringValue:
    return ibis.cases(*((mark == given, text) for given, text in texts.items()), else_=otherwise)
