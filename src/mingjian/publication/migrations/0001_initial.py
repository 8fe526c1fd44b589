"""The directory of licences, and who asked how much of the portal."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True
    dependencies: ClassVar = []

    operations: ClassVar = [
        migrations.CreateModel(
            name='Followed',
            fields=[
                ('submission_id', models.BigIntegerField(primary_key=True, serialize=False, verbose_name='批次')),
                ('posted_at', models.DateTimeField(db_index=True, verbose_name='入账时间')),
                ('licences', models.IntegerField(verbose_name='许可')),
            ],
            options={
                'verbose_name': '许可目录跟进',
                'verbose_name_plural': '许可目录跟进',
            },
        ),
        migrations.CreateModel(
            name='Visitor',
            fields=[
                ('who', models.CharField(max_length=32, primary_key=True, serialize=False, verbose_name='来访者摘要')),
                ('paid_until', models.DateTimeField(db_index=True, verbose_name='计次抵至')),
            ],
            options={
                'verbose_name': '公示访问计次',
                'verbose_name_plural': '公示访问计次',
            },
        ),
        migrations.CreateModel(
            name='Licence',
            fields=[
                ('record_id', models.UUIDField(primary_key=True, serialize=False, verbose_name='记录编号')),
                ('subject_id', models.BigIntegerField(verbose_name='主体')),
                ('unit_id', models.TextField(verbose_name='来源单位')),
                ('category', models.TextField(help_text='其他-备注 记为 其他', verbose_name='许可类别')),
                ('decided_on', models.DateField(verbose_name='决定日期')),
                ('until', models.DateField(help_text='长期有效为空', null=True, verbose_name='不再有效之日')),
            ],
            options={
                'verbose_name': '公示许可目录',
                'verbose_name_plural': '公示许可目录',
                'indexes': [models.Index(fields=['-decided_on', 'record_id'], name='publication_licence_latest'), models.Index(fields=['unit_id', '-decided_on', 'record_id'], name='publication_licence_unit'), models.Index(fields=['subject_id'], name='publication_licence_subject')],
            },
        ),
        # A crash empties it; and what is forgotten after a minute is not written twice.
        migrations.RunSQL(
            "ALTER TABLE publication_visitor SET UNLOGGED;",
            "ALTER TABLE publication_visitor SET LOGGED;",
        ),
    ]
