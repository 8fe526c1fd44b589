"""What the application's role may not do here: remove a submission, rewrite its receipt."""

APPEND_ONLY: tuple[str, ...] = ("intake_submission", "intake_question")
COLUMN_UPDATES: dict[str, tuple[str, ...]] = {
    "intake_submission": (
        "layout",
        "report",
        "stage",
        "rows",
        "good",
        "bad",
        "warned",
        "held",
        "late",
        "new",
        "changed",
        "unchanged",
        "fill",
        "codes",
        "problem",
        "attempts",
        "started_at",
        "finished_at",
        "cancel_requested_at",
        "due_on",
        "late_by",
    ),
    "intake_question": (
        "answered_at",
        "answer",
        "answered_by",
        "answered_subject_id",
        "reason",
    ),
}
