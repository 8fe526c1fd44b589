"""The statement of a part of a batch: the check's own, over a set of codes that share the rest.

Each subject asked about gets its own answer, digest and log entry, as if it had been asked alone,
and can be replayed by its receipt. Only what the workbook shows is sent back.
"""

from typing import Final, LiteralString

from mingjian.checks.sql.asker import ASKER, BEARING, FOUND
from mingjian.checks.sql.parts import PARTS
from mingjian.checks.sql.shapes import ANSWER
from mingjian.checks.statement import AWAITED, DIGEST, ENTRY_BODY, FRESH

_ASKED: Final[LiteralString] = f"""
asked AS MATERIALIZED (
  SELECT given.n::int AS n, NULL AS key, shared.who, shared.unit, shared.items, given.code,
    shared.matter, shared."on", shared.today, shared.due,
    concat(shared.head, given.code, shared.tail) AS asked
  FROM json_to_record(%s::json) AS shared (
    who text, unit text, items text, matter text, "on" date, today date, due date,
    head text, tail text)
  CROSS JOIN unnest(%s::text[]) WITH ORDINALITY AS given (code, n)),
{BEARING}"""  # noqa: S608 - fixed parts

# The answer itself goes no further than its digest, nor do the records: to carry them through the
# sorts that follow would cost a fifth of the whole.
_MADE: Final[LiteralString] = f"""
answers AS MATERIALIZED (
  SELECT n, actor, unit, subject_id, matter, today, due, asked, outcome, name_id, name, subject,
    marks, adverse, entries, measures, shielded, adverse_ids, entry_ids, imposed_ids, attached_ids,
    steps, shield_ids, versions, restrains, favours, {DIGEST.format(ANSWER)}
  FROM parts)"""  # noqa: S608 - fixed parts

# The identity numbers rows in the order in which the ordered SELECT gives them.
_LOGGED: Final[LiteralString] = f"""
entered AS (
  INSERT INTO evidence_entry (kind, actor, subject_id, body)
  SELECT 'check.asked', a.actor, a.subject_id, {ENTRY_BODY}
  FROM answers a CROSS JOIN fresh WHERE fresh.sealed ORDER BY a.n
  RETURNING id),
logged AS MATERIALIZED (
  SELECT a.*, e.id AS entry
  FROM (SELECT *, row_number() OVER (ORDER BY n) AS place FROM answers) a
  LEFT JOIN (SELECT id, row_number() OVER (ORDER BY id) AS place FROM entered) e USING (place))"""  # noqa: S608 - fixed parts

_COLUMNS: Final[LiteralString] = """
SELECT outcome, entry, digest, name, entries, adverse, measures, marks, shielded
FROM logged ORDER BY n"""

ASK_SET: Final[LiteralString] = ", ".join(
    (f"WITH {_ASKED}", ASKER, FOUND, PARTS, _MADE, FRESH, _LOGGED, f"{AWAITED} {_COLUMNS}")
)
