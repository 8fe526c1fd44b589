"""What the application's database role may not do here: remove a subject, swap a code or a name."""

APPEND_ONLY: tuple[str, ...] = (
    "registry_subject",
    "registry_subjectcode",
    "registry_subjectname",
    "registry_succession",
    "registry_codemark",
)
COLUMN_UPDATES: dict[str, tuple[str, ...]] = {
    "registry_subject": (
        "kind",
        "status",
        "division",
        "town",
        "industry",
        "address",
        "registered_on",
        "origin",
        "refreshed_on",
    ),
    "registry_subjectcode": ("held", "flag"),
    # The spelling (brackets, traditional characters) may follow the register; a trigger keeps the
    # normal form and the subject as they are.
    "registry_subjectname": ("name", "use", "held"),
}
