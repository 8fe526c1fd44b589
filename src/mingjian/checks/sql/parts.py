"""The parts of each answer, put together from what is in force and what is on file."""

from typing import Final, LiteralString

from mingjian.checks.sql.filed import FILED
from mingjian.checks.sql.force import FORCE

_SUBJECT: Final[LiteralString] = """
CASE WHEN f.outcome = 'answered' THEN concat(
  '{"code":', to_json(f.code), ',"codes":[', co.codes, '],"division":', to_json(f.division),
  ',"id":', f.subject_id, ',"industry":', to_json(f.industry), ',"kind":', to_json(f.kind),
  ',"origin":"', f.origin, '","registered_on":',
  coalesce(to_json(f.registered_on)::text, 'null'), ',"status":', to_json(f.status),
  ',"successors":[', su.successors, '],"town":', to_json(f.town), '}') END"""

# Keys of each thing disputed are sorted and without spaces: the marks stand in the log as told.
_MARKS: Final[LiteralString] = """
concat('{"disputed":[', concat_ws(',', di.shown, qu.shown), '],"provisional":',
  array_to_json(CASE WHEN f.outcome = 'answered' THEN array_remove(ARRAY[
    CASE WHEN f.origin = 'reported' THEN 'reported_only' END,
    CASE WHEN f.flag IN ('duplicate', 'faulty') THEN 'code_flagged' END,
    CASE WHEN f."on" > f.today THEN 'future_day' END], NULL) ELSE '{}' END), '}')"""

PARTS: Final[LiteralString] = f"""
parts AS (
  SELECT f.n, f.outcome, f.actor, f.unit, f.subject_id, f.matter, f.today, f.due, f.asked,
    na.id AS name_id, na.name,{_SUBJECT} AS subject,{_MARKS} AS marks,
    ad.shown AS adverse, en.shown AS entries, h.shown AS records, sh.shown AS shielded,
    concat_ws(',', im.shown, at.shown, st.shown) AS measures,
    ad.ids AS adverse_ids, en.ids AS entry_ids, im.ids AS imposed_ids, at.ids AS attached_ids,
    st.shown AS steps, sh.ids AS shield_ids, h.versions,
    coalesce(im.restrains, false) OR coalesce(at.restrains, false) OR st.shown IS NOT NULL
      AS restrains,
    coalesce(im.favours, false) OR coalesce(at.favours, false) AS favours,
    concat_ws(',', h.seen, en.seen, ad.seen, im.seen, at.seen, st.seen) AS seen
  FROM found f{FORCE}{FILED})"""  # noqa: S608 - fixed parts
