"""Words of all bulk work for the columns of workbooks of service days; the tables stay as they are."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies: ClassVar = [
        ('effects', '0010_refusals'),
    ]

    operations: ClassVar = [
        migrations.AlterField(
            model_name='servicesheet',
            name='actor',
            field=models.TextField(verbose_name='提交人'),
        ),
        migrations.AlterField(
            model_name='servicesheet',
            name='answers',
            field=models.PositiveIntegerField(default=0, verbose_name='可处理行数'),
        ),
        migrations.AlterField(
            model_name='servicesheet',
            name='bad',
            field=models.PositiveIntegerField(default=0, help_text='读取时即有误的', verbose_name='有误行数'),
        ),
        migrations.AlterField(
            model_name='servicesheet',
            name='stage',
            field=models.TextField(choices=[('received', '已接收'), ('running', '处理中'), ('done', '已完成'), ('failed', '无法处理'), ('cancelled', '已取消')], default='received', verbose_name='进度'),
        ),
        migrations.AlterField(
            model_name='servicesheet',
            name='unit_id',
            field=models.TextField(verbose_name='单位'),
        ),
    ]
