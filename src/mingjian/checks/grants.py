"""What the application's database role may not do with this room's tables."""

from mingjian.bulk.answers.table import ANSWERS_PROGRESS
from mingjian.bulk.table import PROGRESS

APPEND_ONLY: tuple[str, ...] = (
    "checks_awaited",
    "checks_batch",
    "checks_chased",
    "checks_feedback",
    "checks_part",
    "checks_sheet",
    "checks_sheetpart",
)
COLUMN_UPDATES: dict[str, tuple[str, ...]] = {
    "checks_batch": (*PROGRESS, "subjects"),
    "checks_sheet": ANSWERS_PROGRESS,
}
