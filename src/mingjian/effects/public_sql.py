"""The statement that says what may stand on a public page on a day: by dates alone (law 4)."""

from typing import Final

# A publication stands while its record does. A penalty by simple procedure is never public, however
# late that came to be known: the last that was recorded of its service counts. An entry is public
# from the day on which its unit published it, or when it came with a record of an item that is
# public by law.
_PENALTIES: Final = """
SELECT 'penalty' AS kind, '' AS list_id, p.id, p.subject_id, p.unit_id, p.basis,
  p.decision_number AS document, p.decided_on, lower(p.holds) AS since, upper(p.holds) AS until,
  '' AS until_zh, '' AS until_en, p.exit_zh, p.exit_en, p.remedy_zh, p.remedy_en,
  'record' AS about, p.record_id::text AS target
FROM effects_publication p
WHERE p.holds @> %(on)s::date AND (p.ended_on IS NULL OR p.ended_on > %(on)s::date)
  AND EXISTS (SELECT FROM ledger_version v WHERE v.record_id = p.record_id
    AND v.subject_id = p.subject_id AND upper_inf(v.known))
  AND 'simple' IS DISTINCT FROM (SELECT s.procedure FROM effects_served s
    WHERE s.record_id = p.record_id ORDER BY s.seq DESC LIMIT 1)
"""
_ENTRIES: Final = """
SELECT l.colour, e.list_id, e.id, e.subject_id, e.unit_id, '《' || e.law || '》' || e.article,
  d.number, d.signed_on, lower(e.holds), upper(e.holds),
  e.until_zh, e.until_en, e.exit_zh, e.exit_en, e.remedy_zh, e.remedy_en, 'entry', e.id::text
FROM effects_entry e JOIN papers_paper d ON d.id = e.decision_id
CROSS JOIN LATERAL (SELECT k.colour FROM effects_list k WHERE k.list_id = e.list_id
  AND k.edition_id = e.edition_id ORDER BY k.id DESC LIMIT 1) l
WHERE e.holds @> %(on)s::date AND (e.ended_on IS NULL OR e.ended_on > %(on)s::date)
  AND (e.source_record IS NULL OR EXISTS (SELECT FROM ledger_version v
    WHERE v.record_id = e.source_record AND upper_inf(v.known)))
  AND (EXISTS (SELECT FROM effects_announced told WHERE told.entry_id = e.id
      AND told.published_on <= %(on)s::date)
    OR EXISTS (SELECT FROM ledger_version v JOIN effects_item i
      ON i.item = v.item AND i.public AND upper_inf(i.known) AND i.during @> lower(v.valid)
      WHERE v.record_id = e.source_record AND upper_inf(v.known)))
"""
# Whoever is a person in law, an individual business among them, is on no public page; nor is an
# organisation of which it is not clear which code is its own. A shield hides all but red entries.
SHOWN: Final = f"""
WITH may AS ({_PENALTIES} UNION ALL {_ENTRIES})
SELECT m.kind, m.list_id, m.id, m.subject_id, m.unit_id, m.basis, m.document, m.decided_on,
  m.since, m.until, m.until_zh, m.until_en, m.exit_zh, m.exit_en, m.remedy_zh, m.remedy_en,
  m.about, m.target, c.code, n.name, EXISTS (SELECT FROM effects_dispute x
    WHERE x.subject_id = m.subject_id AND x.opened_on <= %(on)s::date
      AND (x.ended_on IS NULL OR x.ended_on > %(on)s::date)
      AND ((x.kind, x.target) = (m.about, m.target) OR (x.kind = 'adverse' AND EXISTS (
        SELECT FROM effects_adverse a
        WHERE a.id::text = x.target AND a.record_id::text = m.target)))) AS disputed
FROM may m JOIN registry_subject s ON s.id = m.subject_id AND s.kind = ANY (%(kinds)s::text[])
JOIN registry_subjectname n ON n.subject_id = s.id AND n.use = 'current'
CROSS JOIN LATERAL (SELECT k.code FROM registry_subjectcode k
  WHERE k.subject_id = s.id AND k.flag = 'in_use' ORDER BY k.code LIMIT 1) c
WHERE (m.kind = 'red' OR NOT EXISTS (SELECT FROM effects_shield h WHERE h.subject_id = s.id
    AND h.from_on <= %(on)s::date AND (h.ended_on IS NULL OR h.ended_on > %(on)s::date)))
  AND (%(about)s::bigint[] IS NULL OR m.subject_id = ANY (%(about)s::bigint[]))
  AND (%(kind)s::text = '' OR m.kind = %(kind)s::text)
  AND (%(unit)s::text = '' OR m.unit_id = %(unit)s::text)
  AND (%(list)s::text = '' OR m.list_id = %(list)s::text)
"""  # noqa: S608 - fixed text
ROWS: Final = SHOWN + "ORDER BY m.since DESC, m.kind, m.id DESC LIMIT %(most)s::int"
COUNTS: Final = f"SELECT kind, count(*) FROM ({SHOWN}) shown GROUP BY kind"  # noqa: S608 - fixed text
