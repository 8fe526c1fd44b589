"""Typed rows in the form in which the ledger takes them."""

from mingjian.intake import sql
from mingjian.policy.schema import CatalogueItem


def payload(item: CatalogueItem, table: str = "t") -> str:
    """The content as JSON text: order of the fields, empties left out, as the ledger writes it."""
    pairs = (
        f"""{sql.text(f'"{f.name}":')} || to_json({table}.{sql.name(f.name)})::VARCHAR"""
        for f in item.fields
        if f.collect
    )
    # concat_ws passes over NULL, and a pair with an empty cell is NULL.
    return f"'{{' || concat_ws(',', {', '.join(pairs)}) || '}}'"


def ready(item: CatalogueItem) -> str:
    """The rows that go into the ledger, out of the views typed, apart and subject."""
    code = sql.name(item.subject.code)
    return f"""
SELECT t._record_id AS record_id, s.subject_id, t._valid_from AS valid_from,
  t._valid_to AS valid_to, t.row_no, {payload(item)} AS payload
FROM typed t JOIN subject s ON s.code = t.{code} LEFT JOIN apart a USING (row_no)
WHERE t._verdict = 'good' AND a.row_no IS NULL
"""  # noqa: S608 - names are quoted by sql.name


def match_key(item: CatalogueItem, table: str = "t") -> str:
    """By what a corrected row is known again: its name, and its key without the code."""
    rest = (field for field in (item.subject.name, *item.key) if field != item.subject.code)
    cells = (f"coalesce({table}.{sql.name(f)}, '')" for f in dict.fromkeys(rest))
    return f"sha256(concat_ws(chr(31), {sql.text(item.id)}, {', '.join(cells)}))"
