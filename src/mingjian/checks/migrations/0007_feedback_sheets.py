"""Workbooks of feedback: jobs of the queue, and what became of their rows; words of all bulk work."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


# A part stays as it was recorded, for the owner too; a workbook only goes on.
_KEEP = """
CREATE TRIGGER rows_stay BEFORE DELETE OR TRUNCATE ON checks_sheet
  FOR EACH STATEMENT EXECUTE FUNCTION checks_rows_stay();
CREATE TRIGGER rows_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON checks_sheetpart
  FOR EACH STATEMENT EXECUTE FUNCTION checks_rows_stay();

CREATE FUNCTION checks_sheet_goes_on() RETURNS trigger
  LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$
BEGIN
  IF OLD.stage IN ('done', 'failed', 'cancelled')
      OR (NEW.unit_id, NEW.actor, NEW.filename, NEW.sha256, NEW.size, NEW.received_at)
        IS DISTINCT FROM
        (OLD.unit_id, OLD.actor, OLD.filename, OLD.sha256, OLD.size, OLD.received_at) THEN
    RAISE EXCEPTION 'workbook % is kept as it was sent, and as it ended', OLD.id
      USING ERRCODE = '55000';
  END IF;
  RETURN NEW;
END $body$;
CREATE TRIGGER goes_on BEFORE UPDATE ON checks_sheet
  FOR EACH ROW EXECUTE FUNCTION checks_sheet_goes_on();
"""
_KEEP_BACK = """
DROP FUNCTION checks_sheet_goes_on() CASCADE;
DROP TRIGGER rows_stay ON checks_sheetpart;
DROP TRIGGER rows_stay ON checks_sheet;
"""


class Migration(migrations.Migration):

    dependencies: ClassVar = [
        ('checks', '0006_part_counts'),
    ]

    operations: ClassVar = [
        migrations.AlterField(
            model_name='batch',
            name='actor',
            field=models.TextField(verbose_name='提交人'),
        ),
        migrations.AlterField(
            model_name='batch',
            name='bad',
            field=models.PositiveIntegerField(default=0, help_text='读取时即有误的', verbose_name='有误行数'),
        ),
        migrations.AlterField(
            model_name='batch',
            name='stage',
            field=models.TextField(choices=[('received', '已接收'), ('running', '处理中'), ('done', '已完成'), ('failed', '无法处理'), ('cancelled', '已取消')], default='received', verbose_name='进度'),
        ),
        migrations.AlterField(
            model_name='batch',
            name='unit_id',
            field=models.TextField(verbose_name='单位'),
        ),
        migrations.CreateModel(
            name='FeedbackSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit_id', models.TextField(verbose_name='单位')),
                ('actor', models.TextField(verbose_name='提交人')),
                ('filename', models.TextField(verbose_name='文件名')),
                ('sha256', models.CharField(help_text='原件按此保存', max_length=64, verbose_name='文件摘要')),
                ('size', models.BigIntegerField(verbose_name='字节数')),
                ('received_at', models.DateTimeField(verbose_name='接收时间')),
                ('stage', models.TextField(choices=[('received', '已接收'), ('running', '处理中'), ('done', '已完成'), ('failed', '无法处理'), ('cancelled', '已取消')], default='received', verbose_name='进度')),
                ('rows', models.PositiveIntegerField(default=0, verbose_name='行数')),
                ('bad', models.PositiveIntegerField(default=0, help_text='读取时即有误的', verbose_name='有误行数')),
                ('problem', models.JSONField(help_text='代码与事实', null=True, verbose_name='问题')),
                ('attempts', models.PositiveIntegerField(default=0, verbose_name='尝试次数')),
                ('finished_at', models.DateTimeField(null=True, verbose_name='完成时间')),
                ('cancel_requested_at', models.DateTimeField(null=True, verbose_name='请求取消时间')),
                ('answers', models.PositiveIntegerField(default=0, verbose_name='可处理行数')),
                ('unfilled', models.PositiveIntegerField(default=0, verbose_name='未填写行数')),
            ],
            options={
                'verbose_name': '应用反馈表',
                'verbose_name_plural': '应用反馈表',
                'db_table': 'checks_sheet',
                'indexes': [models.Index(fields=['unit_id', '-id'], name='checks_sheet_unit')],
                'constraints': [models.CheckConstraint(condition=models.Q(('stage__in', ['received', 'running', 'done', 'failed', 'cancelled'])), name='checks_sheet_stage_known'), models.CheckConstraint(condition=models.Q(models.Q(('finished_at__isnull', False), ('stage__in', ['cancelled', 'done', 'failed'])), models.Q(models.Q(('stage__in', ['cancelled', 'done', 'failed']), _negated=True), ('finished_at__isnull', True)), _connector='OR'), name='checks_sheet_final_is_finished'), models.CheckConstraint(condition=models.Q(models.Q(('problem__isnull', False), ('stage', 'failed')), models.Q(models.Q(('stage', 'failed'), _negated=True), ('problem__isnull', True)), _connector='OR'), name='checks_sheet_failed_says_why')],
            },
        ),
        migrations.CreateModel(
            name='FeedbackPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='部分')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='时间')),
                ('rows', models.PositiveIntegerField(verbose_name='行数')),
                ('recorded', models.PositiveIntegerField(verbose_name='登记')),
                ('corrected', models.PositiveIntegerField(verbose_name='更正')),
                ('unchanged', models.PositiveIntegerField(verbose_name='未变')),
                ('refused', models.JSONField(help_text='每行一组：行号、问题', verbose_name='未接受')),
                ('refusals', models.GeneratedField(db_persist=True, expression=models.Func('refused', function='jsonb_array_length'), output_field=models.IntegerField(), verbose_name='未接受行数')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='checks.feedbacksheet', verbose_name='应用反馈表')),
            ],
            options={
                'verbose_name': '应用反馈表部分',
                'verbose_name_plural': '应用反馈表部分',
                'db_table': 'checks_sheetpart',
                'constraints': [models.UniqueConstraint(fields=('sheet', 'number'), name='checks_sheetpart_once')],
            },
        ),
        migrations.RunSQL(_KEEP, _KEEP_BACK),
    ]
