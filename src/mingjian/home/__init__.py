"""Where the platform keeps its state on this machine, and the PostgreSQL that it brings along."""
