"""The summary sheet: what was asked, and how often each result came."""

from collections import Counter
from typing import Final

from django.utils import timezone

from mingjian.checks.batch.words import say
from mingjian.checks.models import Batch
from mingjian.kernel.problem import Language
from mingjian.policy.standing import policies

NAME: Final = ("核查汇总", "Check summary")


def sheet_name(other: str, language: Language) -> str:
    """The name of the summary's sheet; not that of the sender's."""
    name = say(NAME, language)
    return name if name.casefold() != other.casefold() else f"{name}_"


def lines(batch: Batch, counted: Counter[str], language: Language) -> list[tuple[str, str]]:
    """Pairs of what and how much."""
    matter = policies().matter(batch.matter).title
    purpose = policies().purpose(batch.purpose).title
    finished = timezone.localtime(batch.finished_at) if batch.finished_at else None
    told = [
        (("批次", "Batch"), str(batch.pk)),
        (("文件", "File"), batch.filename),
        (("核查事项", "Matter"), say((matter.zh, matter.en), language)),
        (("核查目的", "Purpose"), say((purpose.zh, purpose.en), language)),
        (("办件编号", "Case"), batch.case),
        (("查询日期", "Day asked for"), batch.on.isoformat()),
        (("完成时间", "Finished"), f"{finished:%Y-%m-%d %H:%M}" if finished else ""),
        (("行数", "Rows"), str(batch.rows)),
        (("不同代码数", "Different codes"), str(batch.subjects)),
    ]
    shown = [(say(name, language), text) for name, text in told]
    return [*shown, *((name, str(count)) for name, count in counted.most_common())]
