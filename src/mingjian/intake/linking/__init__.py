"""The steps of linking: whose rows these are, which were sent before, what the sender is told."""
