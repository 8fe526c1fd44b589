"""What the application's database role may not do here: change or remove what was once known."""

APPEND_ONLY: tuple[str, ...] = ("ledger_version", "ledger_withdrawal")
# Only the end of what we knew; a trigger lets it go from open to closed, once.
COLUMN_UPDATES: dict[str, tuple[str, ...]] = {"ledger_version": ("known",)}
