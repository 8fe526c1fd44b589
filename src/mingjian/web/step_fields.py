"""The fields of a step beside its facts: papers, reason, the counter, the way of the notice."""

from collections.abc import Iterator
from typing import Final

from django import forms
from django.utils.translation import gettext as now

from mingjian.policy.schema.procedure import PaperKind, Procedure, Step
from mingjian.web.case_words import CAPACITIES, PAPERS, WAYS
from mingjian.web.fields import LONGEST_NAME, LONGEST_TEXT
from mingjian.web.templatetags.mingjian import unit
from mingjian.web.words import told

LONGEST_REASON: Final = 2000


def choice_of(units: tuple[str, ...]) -> forms.Field:
    """Nothing is chosen beforehand where there is more than one."""
    named = [(one, unit(one)) for one in units]
    return forms.ChoiceField(
        label=now("复核单位"),
        choices=named if len(named) == 1 else [("", now("请选择")), *named],
        help_text=now("只列出设有复核人、未参与原案件的单位"),
    )


def paper(kind: PaperKind) -> Iterator[tuple[str, forms.Field]]:
    """A paper is written here or uploaded."""
    name = told(PAPERS, kind)
    area = forms.Textarea({"rows": 4})
    yield (
        f"paper_{kind}",
        forms.CharField(
            label=now("%(paper)s：写明内容") % {"paper": name},
            max_length=LONGEST_TEXT,
            required=False,
            widget=area,
            help_text=now("在此写明，或在下面上传文件；两者有其一即可"),
        ),
    )
    yield (
        f"file_{kind}",
        forms.FileField(
            label=now("%(paper)s：上传文件") % {"paper": name},
            max_length=LONGEST_NAME,
            required=False,
        ),
    )


def reason(procedure: Procedure, step: Step) -> forms.Field:
    """An extension wants its reason even where the pack does not say so."""
    clocks = procedure.clocks
    extends = any(one.step == step.id for clock in clocks for one in clock.extends)
    needed = step.reason or extends
    return forms.CharField(
        label=now("理由"),
        max_length=LONGEST_REASON,
        required=needed,
        widget=forms.Textarea({"rows": 3}),
        help_text=now("记入案卷和日志，并写入发出的文书"),
    )


def counter() -> Iterator[tuple[str, forms.Field]]:
    """Who came to the counter, and what was signed there."""
    named = [(code, str(name)) for code, name in CAPACITIES.items()]
    yield "capacity", forms.ChoiceField(label=now("来办理的是"), choices=named)
    yield (
        "signed",
        forms.FileField(
            label=now("签字的材料"),
            max_length=LONGEST_NAME,
            help_text=now("来人签字的申请或者委托书的扫描件"),
        ),
    )


def way() -> Iterator[tuple[str, forms.Field]]:
    """How the notice goes."""
    yield (
        "channel",
        forms.ChoiceField(
            label=now("送达渠道"), choices=[(code, str(name)) for code, name in WAYS.items()]
        ),
    )
    yield "email", forms.EmailField(label=now("电子邮件地址"), required=False)
