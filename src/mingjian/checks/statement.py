"""The one statement of a check: who asks, may he, whom about, what is in force, and the log entry.

It takes a list of questions as one JSON text and gives one row for each, in their order: so
concurrent questions can share one statement, and a single one is a list of one. The answer is made
as text in the database; its SHA-256 goes into the log entry that the same statement writes.

LATERAL with LIMIT 1 keeps each step an index probe, whatever the planner believes of the list.
JSON of the log entry has its keys sorted and no spaces: the canonical form of the log.
"""

from typing import Final, LiteralString

# Version v of the ledger, as it stands in an answer. Used again by the replay.
RECORD: Final[LiteralString] = """
json_build_object(
  'record', v.record_id, 'version', v.seq, 'item', v.item, 'unit', v.unit_id,
  'valid_from', lower(v.valid), 'valid_to', upper(v.valid),
  'submission', v.submission_id, 'row', v.row_no, 'edition', v.edition_id,
  'digest', encode(v.digest, 'hex'), 'values', v.payload)"""

# An answer out of its four parts; `name` is put into the subject here, so that the log need not
# keep it: the names of individual businesses are names of persons.
ANSWER: Final[LiteralString] = """
concat('{"asked":', asked, ',"marks":', marks, ',"outcome":"', outcome, '","records":', records,
       ',"subject":', CASE WHEN subject IS NULL THEN 'null'
         ELSE concat('{"name":', coalesce(to_json(name)::text, 'null'), ',', substr(subject, 2))
       END, '}')"""

_ASKED: Final[LiteralString] = """
asked AS MATERIALIZED (
  SELECT * FROM json_to_recordset(%s::json) AS given (
    n int, key text, who text, unit text, items text,
    code text, matter text, "on" date, today date, asked text))"""

_ASKER: Final[LiteralString] = """
asker AS (
  SELECT a.n, a.code, a."on", a.today, a.asked,
    coalesce(a.who, 'client:' || c.id) AS actor, coalesce(a.unit, c.unit_id) AS unit,
    CASE WHEN a.who IS NULL THEN r.items ELSE string_to_array(a.items, ',') END AS allowed
  FROM asked a
  LEFT JOIN LATERAL (
    SELECT id, unit_id FROM accounts_client
    WHERE key_hash = decode(a.key, 'hex') AND active_from <= a.today
      AND (active_until IS NULL OR active_until > a.today)
    LIMIT 1) c ON true
  LEFT JOIN LATERAL (
    SELECT array_agg(DISTINCT one) AS items
    FROM accounts_clientright held CROSS JOIN unnest(held.items) one
    WHERE held.client_id = c.id AND held."right" = 'check.ask' AND held.matter = a.matter
      AND held.active_from <= a.today
      AND (held.active_until IS NULL OR held.active_until > a.today)) r ON true)"""

_FOUND: Final[LiteralString] = """
found AS (
  SELECT k.*, s.*,
    CASE WHEN k.actor IS NULL THEN 'unknown_key'
      WHEN coalesce(cardinality(k.allowed), 0) = 0 THEN 'refused'
      WHEN s.subject_id IS NULL THEN 'unknown_subject' ELSE 'answered' END AS outcome
  FROM asker k
  LEFT JOIN LATERAL (
    SELECT c.flag, c.subject_id, t.kind, t.status, t.division, t.town, t.industry, t.origin,
      t.registered_on
    FROM registry_subjectcode c JOIN registry_subject t ON t.id = c.subject_id
    WHERE c.code = k.code LIMIT 1) s ON true)"""

_PARTS: Final[LiteralString] = """
parts AS (
  SELECT f.n, f.outcome, f.actor, f.unit, f.subject_id, f.asked, d.name_id, d.name,
    CASE WHEN f.outcome = 'answered' THEN concat(
      '{"code":', to_json(f.code), ',"codes":[', d.codes, '],"division":', to_json(f.division),
      ',"id":', f.subject_id, ',"industry":', to_json(f.industry), ',"kind":', to_json(f.kind),
      ',"origin":"', f.origin, '","registered_on":',
      coalesce(to_json(f.registered_on)::text, 'null'), ',"status":', to_json(f.status),
      ',"successors":[', d.successors, '],"town":', to_json(f.town), '}') END AS subject,
    concat('{"disputed":[', d.disputed, '],"provisional":', d.provisional, '}') AS marks,
    concat('[', d.records, ']') AS records, concat('[', d.versions, ']') AS versions, d.seen
  FROM found f CROSS JOIN LATERAL (
    SELECT
      (SELECT string_agg(concat('{"code":"', code, '","flag":"', flag, '"}'), ',' ORDER BY code)
        FROM registry_subjectcode WHERE subject_id = f.subject_id) AS codes,
      (SELECT string_agg(to_json(c.code)::text, ',' ORDER BY c.code)
        FROM registry_succession s JOIN registry_subjectcode c ON c.subject_id = s.successor_id
        WHERE s.predecessor_id = f.subject_id AND c.flag = 'in_use') AS successors,
      array_to_json(array_remove(ARRAY[
        CASE WHEN f.origin = 'reported' THEN 'reported_only' END,
        CASE WHEN f.flag IN ('duplicate', 'faulty') THEN 'code_flagged' END,
        CASE WHEN f."on" > f.today THEN 'future_day' END], NULL)) AS provisional,
      (SELECT string_agg(concat('{"item":', to_json(q.item), ',"kind":', to_json(q.kind),
          ',"row":', q.row_no, ',"submission":', q.submission_id, '}'), ',' ORDER BY q.id)
        FROM intake_question q
        WHERE q.subject_id = f.subject_id AND q.answered_at IS NULL
          AND q.item = ANY (f.allowed)) AS disputed,
      m.id AS name_id, m.name, h.records, h.versions, h.seen
    FROM (
      SELECT string_agg(h.record, ',' ORDER BY h.item, h.record_id) AS records,
        string_agg(concat('["', h.record_id, '",', h.seq, ']'), ',' ORDER BY h.item, h.record_id)
          AS versions,
        string_agg(DISTINCT concat(h.item, ' ', h.unit_id), ',') AS seen
      FROM (
        SELECT v.item, v.unit_id, v.record_id, v.seq, RECORD_HERE::text AS record
        FROM ledger_version v
        WHERE v.subject_id = f.subject_id AND v.item = ANY (f.allowed)
          AND upper_inf(v.known) AND v.valid @> f."on") h) h
    LEFT JOIN LATERAL (
      SELECT id, name FROM registry_subjectname
      WHERE subject_id = f.subject_id AND "use" = 'current' LIMIT 1) m ON true
    WHERE f.outcome = 'answered'
    UNION ALL
    SELECT NULL, NULL, array_to_json('{}'::text[]), NULL, NULL, NULL, NULL, NULL, NULL
    WHERE f.outcome <> 'answered') d)"""

_ANSWERS: Final[LiteralString] = """
answers AS MATERIALIZED (
  SELECT *, encode(sha256(convert_to(answer, 'UTF8')), 'hex') AS digest
  FROM (SELECT *, ANSWER_HERE AS answer FROM parts) made),
fresh AS MATERIALIZED (SELECT evidence_fresh(%s::int) AS sealed),
logged AS MATERIALIZED (
  SELECT a.*, CASE WHEN a.outcome <> 'unknown_key' AND fresh.sealed THEN
    evidence_append('check.asked', a.actor, a.subject_id, concat(
      '{"asked":', a.asked, ',"digest":"', a.digest, '","marks":', a.marks,
      ',"name":', coalesce(a.name_id::text, 'null'), ',"outcome":"', a.outcome,
      '","records":', a.versions, ',"subject":', coalesce(a.subject, 'null'),
      ',"unit":', to_json(a.unit), '}')) END AS entry
  FROM answers a CROSS JOIN fresh)
SELECT outcome, actor, answer, digest, seen, entry, sealed
FROM logged CROSS JOIN fresh ORDER BY n"""


ASK: Final[LiteralString] = ", ".join(
    (
        f"WITH {_ASKED}",
        _ASKER,
        _FOUND,
        _PARTS.replace("RECORD_HERE", RECORD),
        _ANSWERS.replace("ANSWER_HERE", ANSWER),
    )
)
