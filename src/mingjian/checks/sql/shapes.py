"""How each thing stands in an answer. The replay builds the same texts from the same rows.

Rows of effects never change but for their end, and an end is not told here: what ended is not in an
answer at all. So a text can be built again at any later time.
"""

from typing import Final, LiteralString

# Version v of the ledger.
RECORD: Final[LiteralString] = """
json_build_object(
  'record', v.record_id, 'version', v.seq, 'item', v.item, 'unit', v.unit_id,
  'valid_from', lower(v.valid), 'valid_to', upper(v.valid),
  'submission', v.submission_id, 'row', v.row_no, 'edition', v.edition_id,
  'digest', encode(v.digest, 'hex'), 'values', v.payload)"""

# The six parts of the entry or measure g: article, decision p, proof of service s, term, exit,
# remedy (law 2). What they are joined by stands in PARTS_FROM.
_SIX: Final[LiteralString] = """
  'unit', g.unit_id, 'law', g.law, 'article', g.article, 'text_version', g.text_version,
  'decision', p.number, 'decided_on', p.signed_on, 'served_on', s.served_on,
  'from', lower(g.holds), 'until', upper(g.holds),
  'until_when', CASE WHEN upper_inf(g.holds)
    THEN json_build_object('zh', g.until_zh, 'en', g.until_en) END,
  'exit', json_build_object('zh', g.exit_zh, 'en', g.exit_en),
  'remedy', json_build_object('zh', g.remedy_zh, 'en', g.remedy_en), 'edition', g.edition_id"""
PARTS_FROM: Final[LiteralString] = """
  JOIN papers_paper p ON p.id = g.decision_id JOIN papers_service s ON s.id = g.service_id"""

# What the packs said of the list and the measure when g was made; those rows are never changed.
COLOUR: Final[LiteralString] = """
(SELECT l.colour FROM effects_list l
 WHERE l.list_id = g.list_id AND l.edition_id = g.edition_id AND l.during @> p.signed_on
 ORDER BY l.id LIMIT 1)"""
NATURE: Final[LiteralString] = """
(SELECT c.nature FROM effects_catalogued c
 WHERE c.measure_id = g.measure_id AND c.edition_id = g.edition_id ORDER BY c.id LIMIT 1)"""

ENTRY: Final[LiteralString] = f"""
json_build_object('entry', g.id, 'list', g.list_id, 'colour', {COLOUR},{_SIX})"""

IMPOSED: Final[LiteralString] = f"""
json_build_object('id', g.measure_id, 'ground', 'decision', 'imposed', g.id, 'entry', g.entry_id,
  'nature', {NATURE},{_SIX})"""

# Measure a of the packs, by law attached to entry g and ended with it.
ATTACHED: Final[LiteralString] = """
concat('{"id":', to_json(a.measure_id), ',"ground":"entry","entry":', g.id, ',"from":',
  to_json(lower(g.holds)), ',"until":', coalesce(to_json(upper(g.holds))::text, 'null'), ',',
  substr(a.text::text, 2))"""

# Until its term; `while_listed`: longer where the subject is on a black list then. Until when is
# not told: the end of that entry may yet be written.
ADVERSE: Final[LiteralString] = """
json_build_object('adverse', g.id, 'record', g.record_id, 'item', g.item, 'unit', g.unit_id,
  'basis', g.basis, 'decision', g.decision_number, 'decided_on', g.decided_on,
  'served_on', g.served_on, 'final_on', g.final_on, 'how', g.how,
  'from', lower(g.holds), 'until', upper(g.holds), 'while_listed', g.while_listed,
  'exit', json_build_object('zh', g.exit_zh, 'en', g.exit_en),
  'remedy', json_build_object('zh', g.remedy_zh, 'en', g.remedy_en), 'edition', g.edition_id)"""

# The first day without adverse information {0}; the function is asked only where it may be later.
KEPT: Final[LiteralString] = """
CASE WHEN {0}.while_listed
  THEN effects_kept_until({0}.subject_id, {0}.holds, true) ELSE upper({0}.holds) END"""

SHIELD: Final[LiteralString] = """
json_build_object('shield', g.id, 'ruling', p.number, 'from', g.from_on)"""

# An answer out of its parts; `name` is put into the subject here, so that the log need not keep it:
# the names of individual businesses are names of persons.
ANSWER: Final[LiteralString] = """
concat('{"adverse":[', adverse, '],"asked":', asked, ',"entries":[', entries, '],"marks":', marks,
       ',"measures":[', measures, '],"outcome":"', outcome, '","records":[', records,
       '],"shielded":[', shielded, '],"subject":', CASE WHEN subject IS NULL THEN 'null'
         ELSE concat('{"name":', coalesce(to_json(name)::text, 'null'), ',', substr(subject, 2))
       END, '}')"""
