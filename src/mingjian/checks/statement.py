"""The one statement of a check: who asks, may he, whom about, what is in force, and the log entry.

It takes a list of questions as one JSON text and gives one row for each, in their order: so
concurrent questions can share one statement, and a single one is a list of one. The second text
says, for each matter asked, which measures bear on it. The answer is made as text in the database;
its SHA-256 goes into the log entry that the same statement writes. An answer with measures is
awaited: what was decided must be reported back.

LATERAL keeps each step an index probe, whatever the planner believes of the list. JSON of the log
entry has its keys sorted and no spaces: the canonical form of the log.
"""

from typing import Final, LiteralString

from mingjian.checks.sql.asker import ASKED, ASKER, BEARING, FOUND
from mingjian.checks.sql.parts import PARTS
from mingjian.checks.sql.shapes import ANSWER

DIGEST: Final[LiteralString] = "encode(sha256(convert_to({}, 'UTF8')), 'hex') AS digest"
FRESH: Final[LiteralString] = """
fresh AS MATERIALIZED (SELECT evidence_fresh(%s::int) AS sealed)"""

_MADE: Final[LiteralString] = f"""
answers AS MATERIALIZED (
  SELECT *, {DIGEST.format("answer")}
  FROM (SELECT *, {ANSWER} AS answer FROM parts) made)"""  # noqa: S608 - fixed parts

# Numbers of what was told, by which receivers are found and the answer is made again; and the
# texts that no row keeps.
ENTRY_BODY: Final[LiteralString] = """
concat('{"adverse":[', a.adverse_ids, '],"asked":', a.asked, ',"attached":[', a.attached_ids,
  '],"digest":"', a.digest, '","entries":[', a.entry_ids, '],"marks":', a.marks,
  ',"measures":[', a.imposed_ids, '],"name":', coalesce(a.name_id::text, 'null'),
  ',"outcome":"', a.outcome, '","records":[', a.versions, '],"shielded":[', a.shield_ids,
  '],"steps":[', a.steps, '],"subject":', coalesce(a.subject, 'null'), ',"unit":',
  to_json(a.unit), '}')"""

_LOGGED: Final[LiteralString] = f"""
logged AS MATERIALIZED (
  SELECT a.*, CASE WHEN a.outcome <> 'unknown_key' AND fresh.sealed THEN
    evidence_append('check.asked', a.actor, a.subject_id, {ENTRY_BODY}) END AS entry
  FROM answers a CROSS JOIN fresh)"""  # noqa: S608 - fixed parts

AWAITED: Final[LiteralString] = """
awaited AS (
  INSERT INTO checks_awaited (entry_id, unit_id, actor, subject_id, matter, asked_on, due_on,
    restrains, favours)
  SELECT entry, unit, actor, subject_id, matter, today, due,
    restrains, favours
  FROM logged WHERE entry IS NOT NULL AND (restrains OR favours))"""

_COLUMNS: Final[LiteralString] = """
SELECT outcome, actor, answer, digest, seen, entry, sealed,
  CASE WHEN restrains OR favours THEN coalesce(due::text, '') END AS awaited
FROM logged CROSS JOIN fresh ORDER BY n"""

ASK: Final[LiteralString] = ", ".join(
    (f"WITH {ASKED}", BEARING, ASKER, FOUND, PARTS, _MADE, FRESH, _LOGGED, f"{AWAITED} {_COLUMNS}")
)
