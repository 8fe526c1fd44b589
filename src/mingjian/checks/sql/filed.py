"""What is on file: records, open questions, disputes; aggregates beside question f, as in force."""

from typing import Final, LiteralString

from mingjian.checks.sql.shapes import KEPT, RECORD

# Records out of sight on the day: publication over or stopped; where nothing was published, the
# adverse information or entry that the record carried is over. What ended before it began (a
# decision contested in time) never was.
GONE: Final[LiteralString] = f"""
CROSS JOIN LATERAL (
  SELECT array_agg(c.record_id) AS ids FROM (
    SELECT record_id FROM (
      SELECT record_id, upper(holds) AS until, ended_on, true AS published
      FROM effects_publication WHERE subject_id = f.about
      UNION ALL SELECT g.record_id, {KEPT.format("g")}, g.ended_on, false
      FROM effects_adverse g WHERE g.subject_id = f.about
        AND (g.ended_on IS NULL OR g.ended_on > lower(g.holds))
      UNION ALL SELECT source_record, upper(holds), ended_on, false
      FROM effects_entry WHERE subject_id = f.about AND source_record IS NOT NULL) carried
    CROSS JOIN LATERAL (SELECT coalesce(least(ended_on, until) <= f."on", false) AS over) o
    GROUP BY record_id
    HAVING coalesce(bool_and(over) FILTER (WHERE published), bool_and(over))) c) go"""  # noqa: S608 - fixed parts

RECORDS: Final[LiteralString] = f"""
CROSS JOIN LATERAL (
  SELECT string_agg(h.record, ',' ORDER BY h.item, h.record_id) AS shown,
    string_agg(concat('["', h.record_id, '",', h.seq, ']'), ',' ORDER BY h.item, h.record_id)
      AS versions,
    array_agg(h.record_id) AS ids,
    string_agg(DISTINCT concat('item ', h.item, ',unit ', h.unit_id), ',') AS seen
  FROM (
    SELECT v.item, v.unit_id, v.record_id, v.seq, {RECORD}::text AS record
    FROM ledger_version v
    WHERE v.subject_id = f.about AND v.item = ANY (f.allowed)
      AND upper_inf(v.known) AND v.valid @> f."on"
      AND (go.ids IS NULL OR v.record_id <> ALL (go.ids))
      AND (sh.ids IS NULL OR v.item NOT IN (
        SELECT item FROM effects_item WHERE effect = 'adverse' AND upper_inf(known)))) h) h"""  # noqa: S608 - fixed parts

# What an organisation objects to, where the answer tells of it; and rows that wait for a person.
DISPUTES: Final[LiteralString] = """
CROSS JOIN LATERAL (
  SELECT string_agg(concat('{"case":', g.case_id, ',"kind":"', g.kind, '","since":"', g.opened_on,
    '","target":', to_json(g.target), '}'), ',' ORDER BY g.id) AS shown
  FROM effects_dispute g
  WHERE g.subject_id = f.about AND g.opened_on <= f."on"
    AND (g.ended_on IS NULL OR g.ended_on > f."on")
    AND g.target = ANY (CASE g.kind
      WHEN 'record' THEN array_cat(h.ids, ad.records)::text[]
      WHEN 'adverse' THEN string_to_array(ad.ids, ',')
      WHEN 'entry' THEN string_to_array(en.ids, ',')
      WHEN 'measure' THEN string_to_array(im.ids, ',') END)) di
CROSS JOIN LATERAL (
  SELECT string_agg(concat('{"item":', to_json(q.item), ',"kind":', to_json(q.kind), ',"row":',
    q.row_no, ',"submission":', q.submission_id, '}'), ',' ORDER BY q.id) AS shown
  FROM intake_question q
  WHERE q.subject_id = f.about AND q.answered_at IS NULL AND q.item = ANY (f.allowed)) qu"""

NAMED: Final[LiteralString] = """
CROSS JOIN LATERAL (
  SELECT string_agg(concat('{"code":"', code, '","flag":"', flag, '"}'), ',' ORDER BY code) AS codes
  FROM registry_subjectcode WHERE subject_id = f.about) co
CROSS JOIN LATERAL (
  SELECT string_agg(to_json(c.code)::text, ',' ORDER BY c.code) AS successors
  FROM registry_succession s JOIN registry_subjectcode c ON c.subject_id = s.successor_id
  WHERE s.predecessor_id = f.about AND c.flag = 'in_use') su
LEFT JOIN LATERAL (
  SELECT id, name FROM registry_subjectname
  WHERE subject_id = f.about AND "use" = 'current' LIMIT 1) na ON true"""

FILED: Final[LiteralString] = GONE + RECORDS + DISPUTES + NAMED
