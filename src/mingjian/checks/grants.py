"""What the application's database role may not do with this room's tables."""

APPEND_ONLY: tuple[str, ...] = ("checks_feedback",)
COLUMN_UPDATES: dict[str, tuple[str, ...]] = {}
