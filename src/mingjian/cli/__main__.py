"""The door of the command line: where the settings are, then the command that was called."""

import os
import sys

from mingjian.cli.app import app
from mingjian.cli.output import tell_problem
from mingjian.kernel.problem import Problem

PROBLEM_EXIT = 2


def main() -> None:
    """Runs one command; a problem becomes its sentence, its way out and exit code 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjian.site.settings")
    if sys.argv[1:2] == ["migrate"]:
        # Only this command holds the owner's rights, and the role is read with the settings.
        os.environ["MINGJIAN_DATABASE_ROLE"] = "owner"
    try:
        app()
    except Problem as problem:
        tell_problem(problem, as_json="--json" in sys.argv)
        raise SystemExit(PROBLEM_EXIT) from None


if __name__ == "__main__":
    main()
