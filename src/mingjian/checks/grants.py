"""What the application's database role may not do with this room's tables."""

APPEND_ONLY: tuple[str, ...] = (
    "checks_awaited",
    "checks_batch",
    "checks_chased",
    "checks_feedback",
    "checks_part",
)
COLUMN_UPDATES: dict[str, tuple[str, ...]] = {
    "checks_batch": (
        "stage",
        "rows",
        "subjects",
        "bad",
        "problem",
        "attempts",
        "finished_at",
        "cancel_requested_at",
    ),
}
