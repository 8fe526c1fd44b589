"""Policy packs: schema, load, resolve by date, lint. The policy is data (design.md 3.9)."""
