"""What is in force for the subject on the day: each an aggregate beside question f, by probes.

An aggregate always gives one row and is not merged into the outer query, so each part is made once
and what comes after may use it. The same law as `effects.in_force`: dates decide, an end that was
written ends, a record that was withdrawn takes with it what it carried, and while a shield holds
only what is favourable is told. OFFSET 0 keeps a text from being made once for each use of its row.
"""

from typing import Final, LiteralString

from mingjian.checks.sql.shapes import (
    ADVERSE,
    ATTACHED,
    COLOUR,
    ENTRY,
    IMPOSED,
    KEPT,
    NATURE,
    PARTS_FROM,
    SHIELD,
)

# In force on the day: begun, not past its term, not ended.
_HOLDS: Final[LiteralString] = (
    'g.subject_id = f.about AND g.holds @> f."on" AND (g.ended_on IS NULL OR g.ended_on > f."on")'
)
_STANDS: Final[LiteralString] = (
    "EXISTS (SELECT FROM ledger_version r WHERE r.record_id = {} AND r.subject_id = f.about "
    "AND upper_inf(r.known))"
)

SHIELDS: Final[LiteralString] = f"""
CROSS JOIN LATERAL (
  SELECT string_agg({SHIELD}::text, ',' ORDER BY g.id) AS shown,
    string_agg(g.id::text, ',' ORDER BY g.id) AS ids
  FROM effects_shield g JOIN papers_paper p ON p.id = g.ruling_id
  WHERE g.subject_id = f.about AND g.from_on <= f."on"
    AND (g.ended_on IS NULL OR g.ended_on > f."on")) sh"""  # noqa: S608 - fixed parts

# `standing`: entries in force, also while shielded; `numbers`: those that are told.
ENTRIES: Final[LiteralString] = f"""
CROSS JOIN LATERAL (
  SELECT string_agg(e.shown, ',' ORDER BY e.id) FILTER (WHERE e.told) AS shown,
    string_agg(e.id::text, ',' ORDER BY e.id) FILTER (WHERE e.told) AS ids,
    array_agg(e.id) FILTER (WHERE e.told) AS numbers, array_agg(e.id) AS standing,
    array_agg(e.source_record) AS sources, array_agg(e.colour) FILTER (WHERE e.told) AS colours,
    string_agg(concat('list ', e.list_id, ',unit ', e.unit_id), ',') FILTER (WHERE e.told) AS seen
  FROM (
    SELECT g.id, g.list_id, g.unit_id, g.source_record, {ENTRY}::text AS shown,
      {COLOUR} AS colour, sh.ids IS NULL OR coalesce({COLOUR} = 'red', false) AS told
    FROM effects_entry g{PARTS_FROM}
    WHERE {_HOLDS}
      AND (g.source_record IS NULL OR {_STANDS.format("g.source_record")})
    OFFSET 0) e) en"""  # noqa: S608 - fixed parts

# `alone`: information that is not also an entry; only this lets related supervisory steps follow.
ADVERSE_ONES: Final[LiteralString] = f"""
CROSS JOIN LATERAL (
  SELECT string_agg({ADVERSE}::text, ',' ORDER BY g.id) AS shown,
    string_agg(g.id::text, ',' ORDER BY g.id) AS ids,
    string_agg(g.id::text, ',' ORDER BY g.id)
      FILTER (WHERE NOT coalesce(g.record_id = ANY (en.sources), false)) AS alone,
    array_agg(g.record_id) AS records,
    string_agg(concat('item ', g.item, ',unit ', g.unit_id), ',') AS seen
  FROM effects_adverse g
  WHERE sh.ids IS NULL AND g.subject_id = f.about AND g.item = ANY (f.allowed)
    AND lower(g.holds) <= f."on" AND {KEPT.format("g")} > f."on"
    AND (g.ended_on IS NULL OR g.ended_on > f."on")
    AND {_STANDS.format("g.record_id")}) ad"""  # noqa: S608 - fixed parts

MEASURES: Final[LiteralString] = f"""
CROSS JOIN LATERAL (
  SELECT string_agg(m.shown, ',' ORDER BY m.id) AS shown,
    string_agg(m.id::text, ',' ORDER BY m.id) AS ids,
    bool_or(m.nature = 'restraint') AS restrains, bool_or(m.nature = 'incentive') AS favours,
    string_agg(concat('measure ', m.measure_id, ',unit ', m.unit_id), ',') AS seen
  FROM (
    SELECT g.id, g.measure_id, g.unit_id, {NATURE} AS nature, {IMPOSED}::text AS shown
    FROM effects_measure g{PARTS_FROM}
    WHERE {_HOLDS} AND g.measure_id = ANY (f.bites)
      AND (g.entry_id IS NULL OR g.entry_id = ANY (en.standing))
    OFFSET 0) m
  WHERE sh.ids IS NULL OR m.nature = 'incentive') im"""  # noqa: S608 - fixed parts

# Where a decision imposed the measure for the entry, the decision speaks, also when it was lifted.
# An incentive that its text withholds from who is on a black list is not told of such a one.
ATTACHMENTS: Final[LiteralString] = f"""
CROSS JOIN LATERAL (
  SELECT string_agg({ATTACHED}, ',' ORDER BY g.id, a.id) AS shown,
    string_agg(concat('[', g.id, ',', a.id, ']'), ',' ORDER BY g.id, a.id) AS ids,
    bool_or(a.text->>'nature' = 'restraint') AS restrains,
    bool_or(a.text->>'nature' = 'incentive') AS favours,
    string_agg(concat('measure ', a.measure_id), ',') AS seen
  FROM effects_entry g JOIN effects_attached a
    ON a.list_id = g.list_id AND a.matter = f.matter AND upper_inf(a.known)
      AND a.during @> f."on"
  WHERE g.id = ANY (en.numbers) AND NOT EXISTS (
    SELECT FROM effects_measure m WHERE m.entry_id = g.id AND m.measure_id = a.measure_id)
    AND NOT EXISTS (
      SELECT FROM json_array_elements_text(a.text->'not_while') barred
      WHERE barred = ANY (en.colours))) at"""  # noqa: S608 - fixed parts

# Only steps of supervision follow from adverse information alone (Zhejiang 22, 23, 26).
STEPS: Final[LiteralString] = """
CROSS JOIN LATERAL (
  SELECT string_agg(concat('{"adverse":[', ad.alone, '],', substr(step::text, 2)), ','
      ORDER BY place) AS shown,
    string_agg(concat('measure ', step->>'id'), ',') AS seen
  FROM json_array_elements(CASE WHEN ad.alone IS NULL THEN '[]' ELSE f.steps END)
    WITH ORDINALITY AS given (step, place)) st"""

FORCE: Final[LiteralString] = SHIELDS + ENTRIES + ADVERSE_ONES + MEASURES + ATTACHMENTS + STEPS
