"""The whole way of a submission (being written)."""


def run(submission_id: int) -> None:
    """Take a submission all the way from where it stands."""
    raise NotImplementedError(submission_id)
