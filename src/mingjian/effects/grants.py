"""What the application's database role may not do here: change an effect, or end it twice."""

from mingjian.bulk.answers.table import ANSWERS_PROGRESS

ENDING = (
    "ended_on",
    "ended_why",
    "ended_basis",
    "ended_by",
    "ended_at",
    "ended_paper_id",
    "ended_case_id",
)
ENDED = (
    "effects_publication",
    "effects_adverse",
    "effects_entry",
    "effects_measure",
    "effects_dispute",
    "effects_shield",
)
KNOWN = (
    "effects_list",
    "effects_catalogued",
    "effects_attached",
    "effects_item",
    "effects_unit",
)
APPEND_ONLY: tuple[str, ...] = (
    *ENDED,
    *KNOWN,
    "effects_announced",
    "effects_contest",
    "effects_doubt",
    "effects_followed",
    "effects_served",
    "effects_told",
    "effects_sheet",
    "effects_sheetpart",
)
COLUMN_UPDATES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(ENDED, ENDING),
    **dict.fromkeys(KNOWN, ("known",)),
    "effects_sheet": ANSWERS_PROGRESS,
    "effects_contest": (
        "decided_on",
        "outcome",
        "basis",
        "due_on",
        "decided_by",
        "served_on",
    ),
}
