"""What the tables of filled forms share, over those of all bulk work."""

from django.db import models

from mingjian.bulk.table import PROGRESS, Part, Work


class Answers(Work):
    """A form that was filled in and sent. `answers`: sound rows; `unfilled`: left blank."""

    answers = models.PositiveIntegerField("可处理行数", default=0)
    unfilled = models.PositiveIntegerField("未填写行数", default=0)

    class Meta:
        abstract = True


class AnswersPart(Part):
    """Rows that were recorded together: what became of them, and what was refused, by row."""

    rows = models.PositiveIntegerField("行数")
    recorded = models.PositiveIntegerField("登记")
    corrected = models.PositiveIntegerField("更正")
    unchanged = models.PositiveIntegerField("未变")
    refused = models.JSONField("未接受", help_text="每行一组：行号、问题")
    refusals = models.GeneratedField(
        expression=models.Func("refused", function="jsonb_array_length"),
        output_field=models.IntegerField(),
        db_persist=True,
        verbose_name="未接受行数",
    )

    class Meta:
        abstract = True


ANSWERS_PROGRESS = (*PROGRESS, "answers", "unfilled")
