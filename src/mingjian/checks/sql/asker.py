"""Who asks, what he may see, and whom about: the first steps of the statement."""

from typing import Final, LiteralString

ASKED: Final[LiteralString] = """
asked AS MATERIALIZED (
  SELECT * FROM json_to_recordset(%s::json) AS given (
    n int, key text, who text, unit text, items text,
    code text, matter text, "on" date, today date, due date, asked text))"""

BEARING: Final[LiteralString] = """
bearing AS MATERIALIZED (
  SELECT * FROM json_to_recordset(%s::json) AS given (matter text, bites text[], steps json))"""

ASKER: Final[LiteralString] = """
asker AS (
  SELECT a.n, a.code, a.matter, a."on", a.today, a.due, a.asked, b.bites, b.steps,
    coalesce(a.who, 'client:' || c.id) AS actor, coalesce(a.unit, c.unit_id) AS unit,
    CASE WHEN a.who IS NULL THEN r.items ELSE string_to_array(a.items, ',') END AS allowed
  FROM asked a LEFT JOIN bearing b ON b.matter = a.matter
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

# `about`: the subject, where the asker gets an answer. Every later probe goes by it, so that a
# refused or unknown one finds nothing.
FOUND: Final[LiteralString] = """
found AS MATERIALIZED (
  SELECT o.*, CASE WHEN o.outcome = 'answered' THEN o.subject_id END AS about
  FROM (
    SELECT k.*, s.*,
      CASE WHEN k.actor IS NULL THEN 'unknown_key'
        WHEN coalesce(cardinality(k.allowed), 0) = 0 THEN 'refused'
        WHEN s.subject_id IS NULL THEN 'unknown_subject' ELSE 'answered' END AS outcome
    FROM asker k
    LEFT JOIN LATERAL (
      SELECT c.flag, c.subject_id, t.kind, t.status, t.division, t.town, t.industry, t.origin,
        t.registered_on
      FROM registry_subjectcode c JOIN registry_subject t ON t.id = c.subject_id
      WHERE c.code = k.code LIMIT 1) s ON true) o)"""
