"""The gate of effects for red lists: none for who is on a black list, and whose word a red one is.

The function of entries is the one of 0002_laws but for two rules. A red entry that the district
decides does not begin while a black one is in force. A red entry that others decided may rest on
its issuer's own document, kept as a file; a black or watch entry still needs a record about the
subject or a posting.
"""

from importlib import import_module
from typing import ClassVar

from django.db import migrations

_HEAD = "LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$"
GATE = r"""
CREATE OR REPLACE FUNCTION effects_entry_gate() RETURNS trigger HEAD
DECLARE
  list effects_list;
  decided date;
  sourced boolean;
BEGIN
  SELECT signed_on INTO decided FROM papers_paper WHERE id = NEW.decision_id;
  SELECT * INTO list FROM effects_list l
  WHERE l.list_id = NEW.list_id AND upper_inf(l.known)
    AND l.during @> coalesce(decided, lower(NEW.holds))
  ORDER BY l.id DESC LIMIT 1;
  IF list.id IS NULL THEN
    PERFORM effects_say('effects_list_in_force', coalesce(NEW.list_id, 'none'));
  ELSIF list.status <> 'live' THEN
    PERFORM effects_say('effects_list_live', list.status);
  ELSIF NOT list.allowed THEN
    PERFORM effects_say('effects_list_allowed', list.why);
  ELSIF list.part = '' THEN
    PERFORM effects_say('effects_list_part', 'what the district does is not known');
  ELSIF NEW.edition_id <> list.edition_id THEN
    PERFORM effects_say('effects_edition', NEW.edition_id);
  END IF;
  PERFORM effects_gate(NEW.subject_id, NEW.decision_id, NEW.service_id, lower(NEW.holds),
    CASE WHEN list.part = 'decides' THEN NEW.unit_id END,
    list.part <> 'decides' OR list.colour = 'red');
  IF list.part = 'decides' THEN
    IF NOT EXISTS (SELECT FROM effects_unit u
      WHERE u.unit_id = NEW.unit_id AND u.in_district AND upper_inf(u.known)) THEN
      PERFORM effects_say('effects_unit_in_district', NEW.unit_id);
    ELSIF list.colour = 'red' AND effects_black_on(NEW.subject_id, lower(NEW.holds)) THEN
      PERFORM effects_say('effects_red_while_black', lower(NEW.holds)::text);
    END IF;
    RETURN NEW;
  END IF;
  sourced := EXISTS (SELECT FROM ledger_version v
      WHERE v.record_id = NEW.source_record AND v.subject_id = NEW.subject_id AND upper_inf(v.known))
    OR EXISTS (SELECT FROM intake_submission s
      WHERE s.id = NEW.source_submission AND s.stage = 'posted')
    OR (list.colour = 'red' AND EXISTS (SELECT FROM papers_paper p
      WHERE p.id = NEW.decision_id AND p.filename <> ''));
  IF NOT sourced THEN
    PERFORM effects_say('effects_source',
      'neither a record about the subject, nor a posting, nor a red list''s kept document');
  END IF;
  RETURN NEW;
END $body$;
"""
BLACK = r"""
CREATE FUNCTION effects_black_on(subject bigint, day date) RETURNS boolean STABLE HEAD
BEGIN
  RETURN EXISTS (SELECT FROM effects_entry e
    WHERE e.subject_id = subject AND e.holds @> day AND (e.ended_on IS NULL OR e.ended_on > day)
      AND EXISTS (SELECT FROM effects_list l WHERE l.list_id = e.list_id
        AND l.edition_id = e.edition_id AND l.colour = 'black')
      AND (e.source_record IS NULL OR EXISTS (SELECT FROM ledger_version v
        WHERE v.record_id = e.source_record AND upper_inf(v.known))));
END $body$;
"""


def _before() -> str:
    """The function as 0002_laws has it, to go back to."""
    functions: str = import_module("mingjian.effects.migrations.0002_laws").FUNCTIONS
    start = functions.index("CREATE FUNCTION effects_entry_gate()")
    end = functions.index("$body$;", start) + len("$body$;")
    return functions[start:end].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("effects", "0002_laws")]
    operations: ClassVar = [
        migrations.RunSQL(
            (BLACK + GATE).replace("HEAD", _HEAD),
            _before() + "DROP FUNCTION effects_black_on(bigint, date);",
        ),
    ]
