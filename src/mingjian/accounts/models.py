"""Tables of people and client systems. Rights are dated rows: they end, they are not deleted."""

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

LANGUAGES = [("zh-hans", "中文"), ("en", "English")]


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; `get_by_natural_key` is what Django's sign-in asks for."""

    def create_user(self, username: str, password: str | None = None, **more: Any) -> "Account":
        """Store a new account; without a password nobody can sign in with it."""
        account = self.model(username=username, **more)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A person who signs in, for a unit or for an organisation; what they may do: their grants."""

    username = models.CharField("用户名", max_length=64, unique=True)
    name = models.CharField("姓名", max_length=100)
    unit_id = models.CharField(
        "所属单位", max_length=64, blank=True, help_text="政策包中的单位编号；主体经办人为空"
    )
    subject_id = models.BigIntegerField("所属主体", null=True, help_text="仅主体经办人填写")
    is_active = models.BooleanField("启用", default=True)
    language = models.CharField("语言", max_length=8, choices=LANGUAGES, default="zh-hans")
    opened_at = models.DateTimeField("开立时间", auto_now_add=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "unit_id"]

    class Meta:
        verbose_name = verbose_name_plural = "账号"
        constraints = (
            models.CheckConstraint(
                name="account_of_a_unit_or_a_subject",
                condition=Q(subject_id__isnull=True) | Q(unit_id=""),
            ),
        )


class Grant(models.Model):
    """A role given to an account; an empty scope means the role's own default scopes."""

    account = models.ForeignKey(
        Account, models.PROTECT, related_name="role_grants", verbose_name="账号"
    )
    role = models.CharField("角色", max_length=32)
    scope = models.CharField("数据范围", max_length=16, blank=True, default="")
    custom_units = ArrayField(
        models.CharField(max_length=64), verbose_name="指定单位", default=list, blank=True
    )
    given_at = models.DateTimeField("授予时间", auto_now_add=True)
    given_by = models.CharField("授予人", max_length=64)
    ended_at = models.DateTimeField("终止时间", null=True, blank=True)
    ended_by = models.CharField("终止人", max_length=64, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "角色授予"
        constraints = (
            models.CheckConstraint(
                name="grant_scope_known",
                condition=Q(scope__in=["", "all", "custom", "own_unit", "with_sub_units", "self"]),
            ),
            models.CheckConstraint(
                name="grant_units_with_custom",
                condition=Q(scope="custom", custom_units__len__gt=0)
                | (~Q(scope="custom") & Q(custom_units__len=0)),
            ),
            models.UniqueConstraint(
                name="grant_once",
                fields=["account", "role", "scope"],
                condition=Q(ended_at__isnull=True),
            ),
        )


class Dated(models.QuerySet[Any]):
    """Rows in force in a half-open period of days."""

    def in_force(self, on: date) -> Self:
        """Those in force on a day."""
        begun = self.filter(active_from__lte=on)
        return begun.filter(Q(active_until__isnull=True) | Q(active_until__gt=on))


class Client(models.Model):
    """A system that asks or sends by key; only the SHA-256 of the key is stored."""

    name = models.CharField("名称", max_length=100)
    unit_id = models.CharField("所属单位", max_length=64)
    key_hash = models.BinaryField("密钥摘要", max_length=32, unique=True, null=True)
    active_from = models.DateField("启用日期")
    active_until = models.DateField("停用日期", null=True, blank=True, help_text="当日起停用")

    objects = Dated.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "接入系统"
        constraints = (
            models.CheckConstraint(
                name="client_active_not_empty",
                condition=Q(active_until__isnull=True) | Q(active_until__gt=F("active_from")),
            ),
        )


class ClientRight(models.Model):
    """What a client may do on which matter and items, in a half-open period of days."""

    client = models.ForeignKey(
        Client, models.PROTECT, related_name="rights", verbose_name="接入系统"
    )
    right = models.CharField("权限", max_length=32, default="check.ask")
    matter = models.CharField("核查事项", max_length=64, blank=True, default="")
    items = ArrayField(models.CharField(max_length=64), verbose_name="数据清单项目")
    active_from = models.DateField("生效日期")
    active_until = models.DateField("失效日期", null=True, blank=True, help_text="当日起失效")

    objects = Dated.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "接入系统权限"
        constraints = (
            models.CheckConstraint(
                name="client_right_not_empty",
                condition=Q(active_until__isnull=True) | Q(active_until__gt=F("active_from")),
            ),
            models.CheckConstraint(
                name="client_right_matter_for_checks",
                condition=Q(right="check.ask") & ~Q(matter="") | Q(right="intake.send", matter=""),
            ),
        )
        indexes = (models.Index(fields=["client", "matter"], name="client_right_matter"),)


class SignIn(models.Model):
    """One attempt to sign in; the pause after failures is computed from these rows."""

    username = models.CharField("用户名", max_length=64)
    at = models.DateTimeField("时间", auto_now_add=True)
    succeeded = models.BooleanField("成功")

    class Meta:
        verbose_name = verbose_name_plural = "登录尝试"
        indexes = (models.Index(fields=["username", "-at"], name="sign_in_username_at"),)
