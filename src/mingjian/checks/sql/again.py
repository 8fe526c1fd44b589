"""The statement of the replay: the answer once more, from the numbers in the log entry."""

from typing import Final, LiteralString

from mingjian.checks.sql.shapes import (
    ADVERSE,
    ANSWER,
    ATTACHED,
    ENTRY,
    IMPOSED,
    PARTS_FROM,
    RECORD,
    SHIELD,
)

_IMPOSED: Final[LiteralString] = f"""
(SELECT string_agg({IMPOSED}::text, ',' ORDER BY g.id) FROM effects_measure g{PARTS_FROM}
 WHERE g.id = ANY (%s::bigint[]))"""  # noqa: S608 - fixed parts
_ATTACHED: Final[LiteralString] = f"""
(SELECT string_agg({ATTACHED}, ',' ORDER BY g.id, a.id)
 FROM unnest(%s::bigint[], %s::bigint[]) given (entry, attached)
 JOIN effects_entry g ON g.id = given.entry JOIN effects_attached a ON a.id = given.attached)"""  # noqa: S608 - fixed parts

AGAIN: Final[LiteralString] = f"""
WITH parts AS (
  SELECT %s::text AS asked, %s::text AS marks, %s::text AS outcome, %s::text AS subject,
    (SELECT name FROM registry_subjectname WHERE id = %s::bigint) AS name,
    (SELECT string_agg({RECORD}::text, ',' ORDER BY v.item, v.record_id)
      FROM unnest(%s::uuid[], %s::int[]) given (record_id, seq)
      JOIN ledger_version v USING (record_id, seq)) AS records,
    (SELECT string_agg({ADVERSE}::text, ',' ORDER BY g.id) FROM effects_adverse g
      WHERE g.id = ANY (%s::bigint[])) AS adverse,
    (SELECT string_agg({ENTRY}::text, ',' ORDER BY g.id) FROM effects_entry g{PARTS_FROM}
      WHERE g.id = ANY (%s::bigint[])) AS entries,
    (SELECT string_agg({SHIELD}::text, ',' ORDER BY g.id) FROM effects_shield g
      JOIN papers_paper p ON p.id = g.ruling_id WHERE g.id = ANY (%s::bigint[])) AS shielded,
    concat_ws(',', {_IMPOSED}, {_ATTACHED}, nullif(%s::text, '')) AS measures),
answers AS (SELECT {ANSWER} AS answer FROM parts)
SELECT answer, encode(sha256(convert_to(answer, 'UTF8')), 'hex') FROM answers
"""  # noqa: S608 - fixed parts
