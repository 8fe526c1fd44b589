"""The parts of the check's one statement."""
