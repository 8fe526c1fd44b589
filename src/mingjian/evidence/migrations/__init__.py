"""The evidence room's tables over time."""
