"""What the application's database role may not do with this room's tables."""

APPEND_ONLY: tuple[str, ...] = (
    "cases_case",
    "cases_step",
    "cases_paper",
    "cases_notice",
    "cases_reminder",
    "cases_training",
    "cases_attendance",
)
COLUMN_UPDATES: dict[str, tuple[str, ...]] = {
    "cases_case": ("seq", "state", "closed_on", "outcome"),
    "cases_attendance": ("certificate_id",),
}
