"""The pages of a batch check: how far it is, what came of it, the annotated workbook."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Final

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.actor import Actor
from mingjian.checks.batch.counts import DISPUTED, counts
from mingjian.checks.batch.kind import BATCHES
from mingjian.checks.batch.results import Kind
from mingjian.checks.batch.view import BatchView, batch
from mingjian.checks.batch.workbook import annotated
from mingjian.kernel.problem import Language
from mingjian.web.bulk import Pages
from mingjian.web.progress import BATCH
from mingjian.web.screens.home import Tile

SHOWN_ALWAYS: Final[tuple[Kind, ...]] = ("force", "nothing", "unknown")


@dataclass(frozen=True, kw_only=True)
class BatchPages(Pages[BatchView]):
    """With what was asked, and what is in force of how many."""

    template: ClassVar[str] = "checks/batch.html"
    outcome: ClassVar[str] = "checks/batch_outcome.html"

    def view(self, actor: Actor, number: int) -> BatchView:
        """The batch as it is told."""
        return batch(actor, number)

    def result(self, row: Any, language: Language) -> Path:
        """The sender's own workbook with the answers beside each row."""
        return annotated(row, language)

    def tiles(self, work: BatchView) -> list[Tile]:
        """What came of it, by different code; rare kinds only where there are any."""
        return _tiles(work) if work.done else []


PAGES: Final = BatchPages(
    kind=BATCHES,
    route="batch",
    back="batches",
    stages="batch_stage",
    course=BATCH,
    name=_("批量核查 %(number)s"),
    home=_("批量核查"),
    title=_("核查进度"),
    facts=_("核查信息"),
    stop=_("取消核查"),
    stopped=_("取消后，“%(file)s”中尚未核查的代码不再核查，也没有结果表；已答复的仍有日志和回执。"),
    result_name=_("核查结果"),
)


def _tiles(found: BatchView) -> list[Tile]:
    counted = counts(found)
    named: dict[Kind, tuple[str, str]] = {
        "force": (now("有现行效果"), "accent"),
        "nothing": (now("无现行名单、不良信息和措施"), ""),
        "unknown": (now("平台不知此代码"), ""),
        "shielded": (now("暂时屏蔽"), "held"),
        "refused": (now("无权核查"), "warn"),
    }
    tiles = [
        Tile(label, counted[kind], "", tone)
        for kind, (label, tone) in named.items()
        if counted[kind] or kind in SHOWN_ALWAYS
    ]
    disputed = Tile(now("有异议或疑问"), counted[DISPUTED], "", "held" if counted[DISPUTED] else "")
    bad = Tile(now("代码无效行"), found.bad, "", "bad" if found.bad else "")
    return [*tiles, disputed, bad]
