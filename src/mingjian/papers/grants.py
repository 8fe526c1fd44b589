"""What the application's database role may not do here: change or remove a paper or its service."""

APPEND_ONLY: tuple[str, ...] = (
    "papers_paper",
    "papers_notice",
    "papers_service",
    "papers_mail",
)
COLUMN_UPDATES: dict[str, tuple[str, ...]] = {}
