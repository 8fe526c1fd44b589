"""What was said of a code: returned as double or faulty (重错码), kept, or replaced by another."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

# The row of the code is locked, so that two marks of one code come one after the other.
GATE = r"""
CREATE FUNCTION registry_mark_say(rule text) RETURNS void LANGUAGE plpgsql AS $body$
BEGIN
  RAISE EXCEPTION 'registry: % refuses', rule
    USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = rule;
END $body$;

CREATE FUNCTION registry_mark_gate() RETURNS trigger LANGUAGE plpgsql
  SET search_path = public, pg_temp AS $body$
DECLARE
  now_is registry_subjectcode;
  returns boolean := NEW.flag IN ('duplicate', 'faulty');
BEGIN
  SELECT * INTO now_is FROM registry_subjectcode c WHERE c.code = NEW.code_id FOR UPDATE;
  IF returns AND now_is.flag = 'replaced' THEN
    PERFORM registry_mark_say('registry_mark_out_of_use');
  ELSIF returns AND now_is.flag <> 'in_use' THEN
    PERFORM registry_mark_say('registry_mark_already');
  ELSIF NOT returns AND now_is.flag NOT IN ('duplicate', 'faulty') THEN
    PERFORM registry_mark_say('registry_mark_nothing_to_settle');
  ELSIF NEW."on" > (now() AT TIME ZONE 'Asia/Shanghai')::date THEN
    PERFORM registry_mark_say('registry_mark_day');
  ELSIF EXISTS (SELECT FROM registry_codemark m
      WHERE m.code_id = NEW.code_id AND m."on" > NEW."on") THEN
    PERFORM registry_mark_say('registry_mark_in_order');
  ELSIF NEW.replaced_by_id IS NOT NULL AND NOT EXISTS (SELECT FROM registry_subjectcode c
      WHERE c.code = NEW.replaced_by_id AND c.code <> NEW.code_id AND c.flag = 'in_use'
        AND c.subject_id = now_is.subject_id) THEN
    PERFORM registry_mark_say('registry_mark_own_code');
  END IF;
  RETURN NEW;
END $body$;

CREATE FUNCTION registry_mark_told() RETURNS trigger LANGUAGE plpgsql
  SET search_path = public, pg_temp AS $body$
BEGIN
  UPDATE registry_subjectcode SET flag = NEW.flag WHERE code = NEW.code_id;
  RETURN NULL;
END $body$;

CREATE TRIGGER registry_gate BEFORE INSERT ON registry_codemark
  FOR EACH ROW EXECUTE FUNCTION registry_mark_gate();
CREATE TRIGGER registry_told AFTER INSERT ON registry_codemark
  FOR EACH ROW EXECUTE FUNCTION registry_mark_told();
CREATE TRIGGER registry_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON registry_codemark
  FOR EACH STATEMENT EXECUTE FUNCTION registry_refuse();
"""
NO_GATE = """
DROP TRIGGER registry_keep ON registry_codemark;
DROP TRIGGER registry_told ON registry_codemark;
DROP TRIGGER registry_gate ON registry_codemark;
DROP FUNCTION registry_mark_told();
DROP FUNCTION registry_mark_gate();
DROP FUNCTION registry_mark_say(text);
"""
FLAGS = [
    ("in_use", "在用"),
    ("replaced", "已更换"),
    ("duplicate", "重码"),
    ("faulty", "错码"),
]
RETURNED = models.Q(flag__in=["duplicate", "faulty"])


def _code(verbose: str, related: str, *, null: bool = False) -> "models.ForeignKey[str, str]":
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name=related,
        to="registry.subjectcode",
        verbose_name=verbose,
        null=null,
    )


class Migration(migrations.Migration):
    dependencies: ClassVar = [("registry", "0003_succession")]
    operations: ClassVar = [
        migrations.AddIndex(
            model_name="subjectcode",
            index=models.Index(condition=RETURNED, fields=["code"], name="registry_code_returned"),
        ),
        migrations.CreateModel(
            name="CodeMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "flag",
                    models.TextField(
                        choices=FLAGS, help_text="在用即核实保留", verbose_name="标记"
                    ),
                ),
                ("on", models.DateField(help_text="文书所载日期", verbose_name="日期")),
                ("basis", models.TextField(help_text="文书的名称和文号", verbose_name="依据")),
                ("reason", models.TextField(verbose_name="原因")),
                ("actor", models.TextField(verbose_name="登记人")),
                ("at", models.DateTimeField(verbose_name="登记时间")),
                ("code", _code("代码", "marks")),
                ("replaced_by", _code("更换为", "replaces", null=True)),
            ],
            options={
                "verbose_name": "代码标记",
                "verbose_name_plural": "代码标记",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(flag__in=[flag for flag, _ in FLAGS]),
                        name="registry_mark_flag_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(basis__regex=r"\S"), name="registry_mark_basis"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(reason__regex=r"\S"), name="registry_mark_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(flag="replaced", replaced_by__isnull=False)
                        | (~models.Q(flag="replaced") & models.Q(replaced_by__isnull=True)),
                        name="registry_mark_replaced",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GATE, NO_GATE),
    ]
