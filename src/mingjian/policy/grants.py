"""What the application's database role may not do in this room: editions are only added."""

APPEND_ONLY: tuple[str, ...] = ("policy_packedition",)
COLUMN_UPDATES: dict[str, tuple[str, ...]] = {}
