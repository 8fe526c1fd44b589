"""The findings of linking beside those of validation, and the verdict on every row."""

from typing import Final

from mingjian.intake import sql
from mingjian.policy.schema import CatalogueItem

# One verdict for each row that linking or repetition keeps out; the first in order of weight.
APART: Final = """
SELECT row_no, arg_min(verdict, weight) AS verdict FROM (
  SELECT row_no, 'bad' AS verdict, 1 AS weight FROM findings WHERE code = 'E201'
  UNION ALL SELECT row_no, 'repeat', 2 FROM findings WHERE code = 'W202'
  UNION ALL SELECT c.row_no, 'bad', 3 FROM candidate c JOIN another a USING (record_id)
  UNION ALL SELECT c.row_no, 'held', 4 FROM candidate c JOIN disagrees d USING (code, name)
) GROUP BY row_no
"""
COUNTS: Final = """
WITH verdict AS (
  SELECT t.row_no, coalesce(a.verdict, t._verdict) AS verdict, t._due, t._late,
    t._late > 0 AND r.row_no IS NULL AS late
  FROM typed t LEFT JOIN apart a USING (row_no) LEFT JOIN resent r USING (row_no)
), warned AS (SELECT DISTINCT row_no FROM told WHERE severity = 'warning' AND row_no > 0)
SELECT count(*) AS rows, count(*) FILTER (verdict = 'bad') AS bad,
  count(*) FILTER (verdict = 'held') AS held, count(*) FILTER (verdict = 'repeat') AS repeats,
  count(*) FILTER (w.row_no IS NOT NULL AND verdict IN ('good', 'repeat')) AS warned,
  count(*) FILTER (late AND verdict <> 'bad') AS late,
  coalesce(max(_late) FILTER (late AND verdict <> 'bad'), 0) AS late_by,
  min(_due) FILTER (verdict <> 'bad') AS due_on
FROM verdict v LEFT JOIN warned w USING (row_no)
"""
CODES: Final = "SELECT code, count(DISTINCT row_no) FROM told WHERE row_no > 0 GROUP BY code"


def told(item: CatalogueItem) -> str:
    """All that the sender is told. A row that was sent before is not late again."""
    code, name = sql.text(item.subject.code), sql.text(item.subject.name)
    parts = [
        "SELECT * FROM findings f WHERE f.code <> 'W211' OR f.row_no NOT IN (FROM resent)",
        _finding(
            "E141", name, "c.name", "d.known", "candidate c JOIN disagrees d USING (code, name)"
        ),
        _finding("E203", "NULL", "NULL", "a.unit", "candidate c JOIN another a USING (record_id)"),
        _finding("E142", code, "NULL", "''", _without_code(item)),
    ]
    if item.effect != "register":
        unknown = "candidate c JOIN subject s USING (code) WHERE s.subject_id IS NULL"
        parts.append(_finding("W143", code, "c.code", "''", unknown))
    return " UNION ALL ".join(parts) + " ORDER BY row_no, severity, code"


def _finding(code: str, field: str, value: str, detail: str, rows: str) -> str:
    severity = "error" if code.startswith("E") else "warning"
    return (
        f"SELECT c.row_no, {field} AS field, '{code}' AS code, '{severity}' AS severity, "  # noqa: S608 - names are quoted by sql.name
        f"{value} AS value, {detail} AS detail_zh, {detail} AS detail_en FROM {rows}"
    )


def _without_code(item: CatalogueItem) -> str:
    column = sql.name(item.subject.code)
    return f"typed c WHERE c._verdict = 'held' AND c.{column} IS NULL"
