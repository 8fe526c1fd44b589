"""What the application's database role may not do with this room's tables."""

# One may see later who could do what, and who tried to sign in: rights end, rows never go away.
APPEND_ONLY: tuple[str, ...] = ("accounts_grant", "accounts_clientright", "accounts_signin")
COLUMN_UPDATES: dict[str, tuple[str, ...]] = {
    "accounts_grant": ("ended_at", "ended_by"),
    "accounts_clientright": ("active_until",),
}
