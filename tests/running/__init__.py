"""A real site for tests: its own home, database and processes, as a district runs it."""
