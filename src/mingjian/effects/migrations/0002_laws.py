"""The gate of effects (laws 1, 2 and 5 of the house) in the database: it binds the owner too.

Each refusal has a name (CONSTRAINT), by which `effects.refusals` tells it to people.
"""

from typing import ClassVar

from django.db import migrations

ENDED = (
    "effects_publication",
    "effects_adverse",
    "effects_entry",
    "effects_measure",
    "effects_dispute",
    "effects_shield",
)
EFFECTS = ENDED[:4]
GATED = ("effects_entry", "effects_measure")
OF_RECORD = ("effects_publication", "effects_adverse")
KNOWN = (
    "effects_list",
    "effects_catalogued",
    "effects_attached",
    "effects_item",
    "effects_unit",
)
KEPT = (
    *ENDED,
    *KNOWN,
    "effects_contest",
    "effects_doubt",
    "effects_followed",
    "effects_served",
)
ENDING = (
    "'ended_on', 'ended_why', 'ended_basis', 'ended_by', 'ended_at', 'ended_paper_id',"
    " 'ended_case_id'"
)
DECIDED = "'decided_on', 'outcome', 'basis', 'due_on', 'decided_by', 'served_on'"

# Blank is written in many ways (ideographic space, tab): a part must have something to read.
_SAYS = r"""
ALTER TABLE {0}
  ADD CONSTRAINT {0}_exit CHECK (exit_zh ~ '\S' AND exit_en ~ '\S'),
  ADD CONSTRAINT {0}_remedy CHECK (remedy_zh ~ '\S' AND remedy_en ~ '\S'),
  ADD CONSTRAINT {0}_actor CHECK (actor ~ '\S' AND unit_id ~ '\S'),
  ADD CONSTRAINT {0}_finite CHECK (isfinite(lower(holds))
    AND (upper_inf(holds) OR isfinite(upper(holds)))),
  ADD CONSTRAINT {0}_subject FOREIGN KEY (subject_id) REFERENCES registry_subject (id),
  ADD CONSTRAINT {0}_edition FOREIGN KEY (edition_id) REFERENCES policy_packedition (label);
"""
_ENDS = r"""
ALTER TABLE {0}
  ADD CONSTRAINT {0}_ended CHECK (
    (ended_on IS NULL AND ended_at IS NULL AND ended_why = '' AND ended_basis = ''
      AND ended_by = '' AND ended_paper_id IS NULL AND ended_case_id IS NULL)
    OR (ended_on IS NOT NULL AND ended_at IS NOT NULL AND ended_why ~ '\S' AND ended_basis ~ '\S'
      AND ended_by ~ '\S')),
  ADD CONSTRAINT {0}_ended_paper FOREIGN KEY (ended_paper_id) REFERENCES papers_paper (id);
"""
_PARTS = r"""
ALTER TABLE {0}
  ADD CONSTRAINT {0}_basis CHECK (law ~ '\S' AND article ~ '\S' AND text_version ~ '\S'),
  ADD CONSTRAINT {0}_term CHECK (
    NOT upper_inf(holds) OR (until_zh ~ '\S' AND until_en ~ '\S')),
  ADD CONSTRAINT {0}_decision FOREIGN KEY (decision_id) REFERENCES papers_paper (id),
  ADD CONSTRAINT {0}_service FOREIGN KEY (service_id) REFERENCES papers_service (id);
"""
_RECORDED = r"""
ALTER TABLE {0}
  ADD CONSTRAINT {0}_basis CHECK (basis ~ '\S'),
  ADD CONSTRAINT {0}_decision CHECK (decision_number ~ '\S');
"""
CHECKS = (
    "".join(_SAYS.format(table) for table in EFFECTS)
    + "".join(_ENDS.format(table) for table in ENDED)
    + "".join(_PARTS.format(table) for table in GATED)
    + "".join(_RECORDED.format(table) for table in OF_RECORD)
    + r"""
ALTER TABLE effects_publication ADD CONSTRAINT effects_publication_rules CHECK (rules ~ '\S');
ALTER TABLE effects_entry ADD CONSTRAINT effects_entry_apart
  EXCLUDE USING gist (subject_id WITH =, list_id WITH =, holds WITH &&) WHERE (ended_on IS NULL);
ALTER TABLE effects_dispute
  ADD CONSTRAINT effects_dispute_subject FOREIGN KEY (subject_id) REFERENCES registry_subject (id),
  ADD CONSTRAINT effects_dispute_actor CHECK (actor ~ '\S');
ALTER TABLE effects_shield
  ADD CONSTRAINT effects_shield_subject FOREIGN KEY (subject_id) REFERENCES registry_subject (id),
  ADD CONSTRAINT effects_shield_ruling FOREIGN KEY (ruling_id) REFERENCES papers_paper (id),
  ADD CONSTRAINT effects_shield_actor CHECK (actor ~ '\S');
ALTER TABLE effects_contest
  ADD CONSTRAINT effects_contest_subject FOREIGN KEY (subject_id) REFERENCES registry_subject (id);
ALTER TABLE effects_doubt
  ADD CONSTRAINT effects_doubt_says CHECK (why ~ '\S' AND unit_id ~ '\S');
"""
    + "".join(
        f"""
ALTER TABLE {table}
  ADD CONSTRAINT {table}_period CHECK (NOT isempty(during) AND NOT isempty(known)
    AND NOT lower_inf(known)),
  ADD CONSTRAINT {table}_edition FOREIGN KEY (edition_id) REFERENCES policy_packedition (label);
"""
        for table in KNOWN
    )
)

_HEAD = "LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$"
FUNCTIONS = r"""
CREATE FUNCTION effects_say(rule text, told text) RETURNS void HEAD
BEGIN
  RAISE EXCEPTION 'effects: %: %', rule, told
    USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = rule;
END $body$;

CREATE FUNCTION effects_gate(about bigint, decision bigint, service bigint, starts date,
  by_unit text, told_after boolean) RETURNS date HEAD
DECLARE
  paper papers_paper;
  served record;
BEGIN
  SELECT * INTO paper FROM papers_paper WHERE id = decision;
  IF paper.id IS NULL THEN
    PERFORM effects_say('effects_decision_known', 'there is no paper');
  ELSIF paper.kind <> 'decision' THEN
    PERFORM effects_say('effects_decision_is_decision', paper.kind);
  ELSIF paper.signed_on IS NULL OR paper.signed_by !~ '\S' THEN
    PERFORM effects_say('effects_decision_signed', paper.number);
  ELSIF paper.subject_id IS DISTINCT FROM about THEN
    PERFORM effects_say('effects_decision_of_subject', paper.number);
  ELSIF by_unit IS NOT NULL AND paper.unit_id <> by_unit THEN
    PERFORM effects_say('effects_decision_of_unit', paper.unit_id);
  ELSIF starts < paper.signed_on THEN
    PERFORM effects_say('effects_not_before_decision', starts::text);
  END IF;
  SELECT s.served_on, n.subject_id, n.paper_id, p.kind, p.unit_id INTO served
  FROM papers_service s JOIN papers_notice n ON n.id = s.notice_id
  JOIN papers_paper p ON p.id = n.paper_id WHERE s.id = service;
  IF served IS NULL THEN
    PERFORM effects_say('effects_service_known', 'there is no proof of service');
  ELSIF served.subject_id IS DISTINCT FROM about THEN
    PERFORM effects_say('effects_service_of_subject', 'served on somebody else');
  ELSIF served.kind = 'prior_notice' THEN
    IF served.served_on >= paper.signed_on THEN
      PERFORM effects_say('effects_served_before_decision', served.served_on::text);
    ELSIF by_unit IS NOT NULL AND served.unit_id <> by_unit THEN
      PERFORM effects_say('effects_service_of_unit', served.unit_id);
    END IF;
  ELSIF NOT told_after OR served.paper_id <> decision THEN
    PERFORM effects_say('effects_service_of_prior_notice', served.kind);
  END IF;
  RETURN paper.signed_on;
END $body$;

CREATE FUNCTION effects_entry_gate() RETURNS trigger HEAD
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
    END IF;
    RETURN NEW;
  END IF;
  sourced := EXISTS (SELECT FROM ledger_version v
      WHERE v.record_id = NEW.source_record AND v.subject_id = NEW.subject_id AND upper_inf(v.known))
    OR EXISTS (SELECT FROM intake_submission s
      WHERE s.id = NEW.source_submission AND s.stage = 'posted');
  IF NOT sourced THEN
    PERFORM effects_say('effects_source', 'neither a record about the subject nor a posting');
  END IF;
  RETURN NEW;
END $body$;

CREATE FUNCTION effects_measure_gate() RETURNS trigger HEAD
DECLARE
  measure effects_catalogued;
  entry effects_entry;
BEGIN
  SELECT * INTO measure FROM effects_catalogued m
  WHERE m.measure_id = NEW.measure_id AND upper_inf(m.known) ORDER BY m.id DESC LIMIT 1;
  IF measure.id IS NULL THEN
    PERFORM effects_say('effects_measure_known', coalesce(NEW.measure_id, 'none'));
  ELSIF (NEW.law, NEW.article) IS DISTINCT FROM (measure.law, measure.article) THEN
    PERFORM effects_say('effects_measure_article', NEW.law || ' ' || NEW.article);
  ELSIF NEW.edition_id <> measure.edition_id THEN
    PERFORM effects_say('effects_edition', NEW.edition_id);
  ELSIF measure.term_max_months IS NOT NULL AND coalesce(upper(NEW.holds), 'infinity')
      > lower(NEW.holds) + make_interval(months => measure.term_max_months) THEN
    PERFORM effects_say('effects_measure_term', measure.term_max_months::text);
  END IF;
  PERFORM effects_gate(NEW.subject_id, NEW.decision_id, NEW.service_id, lower(NEW.holds),
    NEW.unit_id, measure.nature = 'incentive' OR NEW.entry_id IS NOT NULL);
  IF NEW.entry_id IS NULL THEN
    RETURN NEW;
  END IF;
  SELECT * INTO entry FROM effects_entry WHERE id = NEW.entry_id;
  IF entry.subject_id IS DISTINCT FROM NEW.subject_id OR NOT entry.holds @> lower(NEW.holds)
      OR entry.ended_on <= lower(NEW.holds) THEN
    PERFORM effects_say('effects_measure_of_entry', 'the entry is not in force or of another');
  ELSIF NOT upper_inf(entry.holds) AND coalesce(upper(NEW.holds), 'infinity')
      > upper(entry.holds) THEN
    PERFORM effects_say('effects_measure_within_entry', upper(entry.holds)::text);
  ELSIF NOT EXISTS (SELECT FROM effects_attached a WHERE a.list_id = entry.list_id
      AND a.measure_id = NEW.measure_id AND upper_inf(a.known)) THEN
    PERFORM effects_say('effects_measure_attached', entry.list_id);
  END IF;
  RETURN NEW;
END $body$;

CREATE FUNCTION effects_record_gate(row_of jsonb, adverse boolean) RETURNS void HEAD
DECLARE
  version ledger_version;
  item effects_item;
  content jsonb;
BEGIN
  SELECT * INTO version FROM ledger_version v
  WHERE v.record_id = (row_of->>'record_id')::uuid AND upper_inf(v.known)
  ORDER BY v.seq DESC LIMIT 1;
  IF version.record_id IS NULL OR version.subject_id <> (row_of->>'subject_id')::bigint
      OR version.item <> row_of->>'item' THEN
    PERFORM effects_say('effects_record_stands', 'no such record about the subject');
  END IF;
  SELECT * INTO item FROM effects_item i
  WHERE i.item = version.item AND upper_inf(i.known)
    AND i.during @> (row_of->>'decided_on')::date ORDER BY i.id DESC LIMIT 1;
  content := version.payload::jsonb;
  IF item.id IS NULL OR (adverse AND item.effect <> 'adverse') THEN
    PERFORM effects_say('effects_item_adverse', version.item);
  ELSIF NOT adverse AND NOT item.public THEN
    PERFORM effects_say('effects_item_public', version.item);
  ELSIF coalesce(nullif(item.own_basis, ''), content->>item.basis_field, '') !~ '\S'
      OR row_of->>'basis' <> coalesce(nullif(item.own_basis, ''), content->>item.basis_field) THEN
    PERFORM effects_say('effects_record_basis', 'the record names no article, or another');
  ELSIF NOT EXISTS (SELECT FROM registry_subjectcode c
      WHERE c.code = row_of->>'code' AND c.subject_id = version.subject_id AND c.flag = 'in_use'
        AND c.code = upper(content->>item.code_field)) THEN
    PERFORM effects_say('effects_code_in_use', row_of->>'code');
  ELSIF EXISTS (
    SELECT FROM jsonb_array_elements(item.forbidden) f, jsonb_array_elements_text(f->'words') word
    WHERE CASE WHEN (f->>'exact')::boolean THEN content->>(f->>'field') = word
      ELSE strpos(content->>(f->>'field'), word) > 0 END) THEN
    PERFORM effects_say('effects_item_forbids', 'such a record has no effect');
  END IF;
END $body$;

CREATE FUNCTION effects_adverse_gate() RETURNS trigger HEAD
BEGIN
  PERFORM effects_record_gate(to_jsonb(NEW), true);
  RETURN NEW;
END $body$;

CREATE FUNCTION effects_publication_gate() RETURNS trigger HEAD
BEGIN
  PERFORM effects_record_gate(to_jsonb(NEW), false);
  IF lower(NEW.holds) < NEW.decided_on THEN
    PERFORM effects_say('effects_not_before_decision', NEW.decided_on::text);
  END IF;
  RETURN NEW;
END $body$;

-- Whom a thing is about and which unit made or delivered it; nothing for what is not there. A
-- target that is no number of its kind is not there: cast here, so that the index is used.
CREATE FUNCTION effects_whose(kind text, target text, OUT about bigint, OUT unit text) HEAD
BEGIN
  IF kind = 'record' AND target ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN
    SELECT v.subject_id, v.unit_id INTO about, unit FROM ledger_version v
    WHERE v.record_id = target::uuid ORDER BY v.seq DESC LIMIT 1;
  ELSIF kind <> 'record' AND target ~ '^[0-9]{1,18}$' THEN
    CASE kind
      WHEN 'adverse' THEN
        SELECT subject_id, unit_id INTO about, unit FROM effects_adverse WHERE id = target::bigint;
      WHEN 'entry' THEN
        SELECT subject_id, unit_id INTO about, unit FROM effects_entry WHERE id = target::bigint;
      WHEN 'measure' THEN
        SELECT subject_id, unit_id INTO about, unit FROM effects_measure WHERE id = target::bigint;
      ELSE NULL;
    END CASE;
  END IF;
END $body$;

-- Until when adverse information is kept: to its end, or, where the rules say so and the subject is
-- on a black list on that very day, until it has left that list (Zhejiang 16).
CREATE FUNCTION effects_kept_until(subject bigint, holds daterange, while_listed boolean)
  RETURNS date STABLE HEAD
BEGIN
  IF NOT while_listed THEN
    RETURN upper(holds);
  END IF;
  RETURN greatest(upper(holds), (
    SELECT max(coalesce(least(upper(e.holds), e.ended_on), 'infinity'))
    FROM effects_entry e
    WHERE e.subject_id = subject AND e.holds @> upper(effects_kept_until.holds)
      AND (e.ended_on IS NULL OR e.ended_on > upper(effects_kept_until.holds))
      AND EXISTS (SELECT FROM effects_list l WHERE l.list_id = e.list_id
        AND l.edition_id = e.edition_id AND l.colour = 'black')
      AND (e.source_record IS NULL OR EXISTS (SELECT FROM ledger_version v
        WHERE v.record_id = e.source_record AND upper_inf(v.known)))));
END $body$;

CREATE FUNCTION effects_dispute_gate() RETURNS trigger HEAD
BEGIN
  IF (effects_whose(NEW.kind, NEW.target)).about IS DISTINCT FROM NEW.subject_id THEN
    PERFORM effects_say('effects_dispute_target', NEW.kind || ' ' || NEW.target);
  END IF;
  RETURN NEW;
END $body$;

CREATE FUNCTION effects_shield_gate() RETURNS trigger HEAD
BEGIN
  IF NOT EXISTS (SELECT FROM papers_paper p WHERE p.id = NEW.ruling_id AND p.kind = 'ruling'
      AND p.subject_id = NEW.subject_id) THEN
    PERFORM effects_say('effects_shield_ruling_of_subject', NEW.ruling_id::text);
  END IF;
  RETURN NEW;
END $body$;

CREATE FUNCTION effects_served_gate() RETURNS trigger HEAD
BEGIN
  IF (effects_whose('record', NEW.record_id::text)).about IS DISTINCT FROM NEW.subject_id THEN
    PERFORM effects_say('effects_contest_record', NEW.record_id::text);
  ELSIF NEW.served_on > papers_today() THEN
    PERFORM effects_say('effects_served_in_time', NEW.served_on::text);
  END IF;
  RETURN NEW;
END $body$;

CREATE FUNCTION effects_contest_gate() RETURNS trigger HEAD
BEGIN
  IF (effects_whose('record', NEW.record_id::text)).about IS DISTINCT FROM NEW.subject_id THEN
    PERFORM effects_say('effects_contest_record', NEW.record_id::text);
  END IF;
  RETURN NEW;
END $body$;

-- TG_ARGV: the columns that may be written, once; the first of them is empty before.
CREATE FUNCTION effects_only_end() RETURNS trigger HEAD
BEGIN
  IF to_jsonb(OLD)->>TG_ARGV[0] IS NOT NULL OR to_jsonb(NEW)->>TG_ARGV[0] IS NULL
      OR to_jsonb(NEW) - TG_ARGV IS DISTINCT FROM to_jsonb(OLD) - TG_ARGV THEN
    PERFORM effects_say(TG_TABLE_NAME || '_only_end', 'it ends once, and nothing else changes');
  END IF;
  RETURN NEW;
END $body$;

CREATE FUNCTION effects_only_close() RETURNS trigger HEAD
BEGIN
  IF NOT upper_inf(OLD.known) OR upper_inf(NEW.known)
      OR lower(NEW.known) IS DISTINCT FROM lower(OLD.known)
      OR to_jsonb(NEW) - 'known' IS DISTINCT FROM to_jsonb(OLD) - 'known' THEN
    PERFORM effects_say(TG_TABLE_NAME || '_only_close', 'it is closed once');
  END IF;
  RETURN NEW;
END $body$;

CREATE FUNCTION effects_refuse() RETURNS trigger HEAD
BEGIN
  PERFORM effects_say(TG_TABLE_NAME || '_append_only', TG_OP || ' is refused');
  RETURN NULL;
END $body$;
""".replace("HEAD", _HEAD)

_TRIGGER = "CREATE TRIGGER {1} BEFORE {2} ON {0} FOR EACH {3} EXECUTE FUNCTION {4};\n"


def _row(table: str, name: str, on: str, call: str) -> str:
    return _TRIGGER.format(table, name, on, "ROW", call)


TRIGGERS = "".join(
    [
        *(
            _row(f"effects_{one}", "gate", "INSERT", f"effects_{one}_gate()")
            for one in (
                "entry",
                "measure",
                "adverse",
                "publication",
                "dispute",
                "shield",
                "contest",
                "served",
            )
        ),
        *(_row(table, "only_end", "UPDATE", f"effects_only_end({ENDING})") for table in ENDED),
        _row("effects_contest", "only_end", "UPDATE", f"effects_only_end({DECIDED})"),
        *(_row(table, "only_close", "UPDATE", "effects_only_close()") for table in KNOWN),
        *(
            _TRIGGER.format(
                table, "keep", "DELETE OR TRUNCATE", "STATEMENT", "effects_refuse()"
            )
            for table in KEPT
        ),
        *(
            _TRIGGER.format(table, "stays", "UPDATE", "STATEMENT", "effects_refuse()")
            for table in ("effects_doubt", "effects_followed", "effects_served")
        ),
    ]
)
NAMES = (
    "effects_refuse()",
    "effects_only_close()",
    "effects_only_end()",
    "effects_contest_gate()",
    "effects_served_gate()",
    "effects_shield_gate()",
    "effects_dispute_gate()",
    "effects_kept_until(bigint, daterange, boolean)",
    "effects_whose(text, text)",
    "effects_publication_gate()",
    "effects_adverse_gate()",
    "effects_record_gate(jsonb, boolean)",
    "effects_measure_gate()",
    "effects_entry_gate()",
    "effects_gate(bigint, bigint, bigint, date, text, boolean)",
    "effects_say(text, text)",
)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("effects", "0001_initial"),
        ("papers", "0002_laws"),
        ("policy", "0002_append_only"),
        ("ledger", "0002_laws"),
        ("intake", "0003_backlog"),
    ]
    operations: ClassVar = [
        migrations.RunSQL(CHECKS, migrations.RunSQL.noop),
        migrations.RunSQL(
            FUNCTIONS + TRIGGERS, "".join(f"DROP FUNCTION {name} CASCADE;\n" for name in NAMES)
        ),
    ]
