"""What the application's database role may not do with this room's tables."""

# Law 7: what was logged, placed or sealed never changes; a key may only be destroyed.
APPEND_ONLY: tuple[str, ...] = (
    "evidence_entry",
    "evidence_position",
    "evidence_node",
    "evidence_seal",
    "evidence_key",
)
COLUMN_UPDATES: dict[str, tuple[str, ...]] = {"evidence_key": ("secret", "destroyed_at")}
