"""Tables of intake: what was sent, what became of it, what a person has to decide."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mingjian.intake.stage import FINAL, FileKind, Stage, Via


class Submission(models.Model):
    """One file (批次) of one unit for one catalogue item.

    The first block never changes after receipt; the database refuses it to the application.
    """

    unit_id = models.TextField(_("报送单位"), help_text=_("政策包中的单位编号"))
    item = models.TextField(_("数据项"), help_text=_("清单中的数据项编号"))
    edition_id = models.TextField(_("政策包版本"), help_text=_("校验所依据的政策包版本"))
    filename = models.TextField(_("文件名"))
    sha256 = models.CharField(_("文件摘要"), max_length=64, help_text=_("原件按此保存"))
    size = models.BigIntegerField(_("字节数"))
    kind = models.TextField(_("文件类型"), choices=FileKind.choices)
    received_at = models.DateTimeField(_("接收时间"))
    actor = models.TextField(_("报送人"))
    via = models.TextField(_("渠道"), choices=Via.choices)
    backlog = models.BooleanField(
        _("存量补录"), default=False, help_text=_("接入平台之前的存量数据，不计迟报")
    )

    layout = models.TextField(_("版式"), blank=True, default="")
    report = models.JSONField(_("读取报告"), null=True, help_text=_("表头、列对应与说明"))
    stage = models.TextField(_("进度"), choices=Stage.choices, default=Stage.RECEIVED)
    rows = models.PositiveIntegerField(_("行数"), default=0)
    good = models.PositiveIntegerField(_("合格行"), default=0)
    bad = models.PositiveIntegerField(_("退回行"), default=0)
    warned = models.PositiveIntegerField(_("提示行"), default=0)
    held = models.PositiveIntegerField(_("待答复行"), default=0)
    late = models.PositiveIntegerField(_("迟报行"), default=0)
    new = models.PositiveIntegerField(_("新增"), default=0)
    changed = models.PositiveIntegerField(_("变更"), default=0)
    unchanged = models.PositiveIntegerField(_("未变"), default=0)
    fill = models.JSONField(_("各列填写行数"), null=True)
    codes = models.JSONField(_("各类问题行数"), null=True, help_text=_("问题代码到行数"))
    problem = models.JSONField(_("问题"), null=True, help_text=_("代码与事实"))
    attempts = models.PositiveIntegerField(_("尝试次数"), default=0)
    started_at = models.DateTimeField(_("开始时间"), null=True)
    finished_at = models.DateTimeField(_("结束时间"), null=True)
    cancel_requested_at = models.DateTimeField(_("请求取消时间"), null=True)
    due_on = models.DateField(_("应报日期"), null=True, help_text=_("最早到期的一行"))
    late_by = models.PositiveIntegerField(_("迟报工作日"), default=0, help_text=_("最迟的一行"))

    class Meta:
        verbose_name = _("批次")
        verbose_name_plural = _("批次")
        indexes: ClassVar = [
            models.Index(fields=["unit_id", "item", "-id"], name="intake_unit_item"),
            models.Index(fields=["item", "-id"], name="intake_item"),
            models.Index(
                fields=["id"],
                name="intake_unfinished",
                condition=~Q(stage__in=sorted(FINAL)),
            ),
            models.Index(
                fields=["item", "finished_at"],
                name="intake_posted",
                condition=Q(stage=Stage.POSTED),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="intake_stage_known", condition=Q(stage__in=sorted(Stage.values))
            ),
            models.CheckConstraint(
                name="intake_via_known", condition=Q(via__in=sorted(Via.values))
            ),
            models.CheckConstraint(
                name="intake_kind_known", condition=Q(kind__in=sorted(FileKind.values))
            ),
            models.CheckConstraint(
                name="intake_sha256_shape", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(name="intake_not_empty_file", condition=Q(size__gt=0)),
            models.CheckConstraint(
                name="intake_final_is_finished",
                condition=Q(stage__in=sorted(FINAL), finished_at__isnull=False)
                | (~Q(stage__in=sorted(FINAL)) & Q(finished_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="intake_failed_says_why",
                condition=Q(stage=Stage.FAILED, problem__isnull=False)
                | (~Q(stage=Stage.FAILED) & Q(problem__isnull=True)),
            ),
            # Every row of a posted file is accounted for: posted, given back or asked about.
            models.CheckConstraint(
                name="intake_rows_accounted",
                condition=~Q(stage=Stage.POSTED)
                | (
                    Q(rows=models.F("good") + models.F("bad") + models.F("held"))
                    & Q(good=models.F("new") + models.F("changed") + models.F("unchanged"))
                ),
            ),
        ]


class Question(models.Model):
    """A row that waits for a person (疑问数据): never posted, never lost, until answered."""

    class Kind(models.TextChoices):
        """Why the row waits."""

        NAME_DISAGREES = "name-disagrees", _("名称与代码不一致")
        NO_CODE = "no-code", _("没有有效的代码")

    class Answer(models.TextChoices):
        """What was decided."""

        LINK = "link", _("关联到主体并入账")
        ALIAS = "alias", _("认可为该主体的别名并入账")
        RETURN = "return", _("退回报送单位")
        RESENT = "resent", _("已由更正后的报送取代")

    submission = models.ForeignKey(
        Submission, verbose_name=_("批次"), on_delete=models.PROTECT, related_name="questions"
    )
    row_no = models.BigIntegerField(_("行号"), help_text=_("报送人文件中的行号"))
    item = models.TextField(_("数据项"))
    kind = models.TextField(_("疑问"), choices=Kind.choices)
    code = models.TextField(_("代码"), blank=True, default="", help_text=_("该行所填的主体代码"))
    name = models.TextField(_("名称"), help_text=_("该行所填的主体名称"))
    subject_id = models.BigIntegerField(
        _("主体"), null=True, help_text=_("代码所指的主体；没有有效代码时为空")
    )
    payload = models.JSONField(_("内容"), help_text=_("规范化后的各列"))
    proposals = models.JSONField(_("候选主体"), default=list, help_text=_("只供选择，不作关联"))
    record_id = models.UUIDField(_("记录编号"), null=True, help_text=_("代码有效时由自然键算得"))
    match_key = models.CharField(
        _("重报比对值"), max_length=64, help_text=_("名称与代码以外的自然键；更正后重报时据此结束")
    )
    owner_unit = models.TextField(_("答复单位"))
    due_on = models.DateField(_("答复期限"))
    asked_at = models.DateTimeField(_("提出时间"))
    answered_at = models.DateTimeField(_("答复时间"), null=True)
    answer = models.TextField(_("答复"), blank=True, default="", choices=Answer.choices)
    answered_by = models.TextField(_("答复人"), blank=True, default="")
    answered_subject_id = models.BigIntegerField(_("答复所指主体"), null=True)
    reason = models.TextField(_("理由"), blank=True, default="")

    class Meta:
        verbose_name = _("疑问")
        verbose_name_plural = _("疑问")
        indexes: ClassVar = [
            models.Index(
                fields=["owner_unit", "due_on"],
                name="intake_question_open",
                condition=Q(answered_at__isnull=True),
            ),
            models.Index(
                fields=["item", "answered_at"],
                name="intake_question_answered",
                condition=Q(answered_at__isnull=False),
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "row_no"], name="intake_question_once"),
            models.CheckConstraint(
                name="intake_question_kind_known",
                condition=Q(kind__in=["name-disagrees", "no-code"]),
            ),
            models.CheckConstraint(name="intake_question_has_owner", condition=~Q(owner_unit="")),
            # An answer is whole or absent: who, when, what and why.
            models.CheckConstraint(
                name="intake_answer_whole",
                condition=Q(answered_at__isnull=True, answer="", answered_by="", reason="")
                | (
                    Q(answered_at__isnull=False)
                    & Q(answer__in=["link", "alias", "return", "resent"])
                    & ~Q(answered_by="")
                    & ~Q(reason="")
                ),
            ),
            models.CheckConstraint(
                name="intake_answer_names_subject",
                condition=Q(answer__in=["link", "alias"], answered_subject_id__isnull=False)
                | (~Q(answer__in=["link", "alias"]) & Q(answered_subject_id__isnull=True)),
            ),
        ]


class Progress(models.Model):
    """How far the work on a submission is; written outside its transaction, so it is only a hint.

    No foreign key: the writer's connection must not wait for the transaction that posts.
    """

    submission_id = models.BigIntegerField(_("批次"), primary_key=True)
    stage = models.TextField(_("进度"))
    done = models.BigIntegerField(_("已完成行"), default=0)
    total = models.BigIntegerField(_("总行数"), default=0)
    updated_at = models.DateTimeField(_("更新时间"))

    class Meta:
        verbose_name = _("处理进度")
        verbose_name_plural = _("处理进度")
