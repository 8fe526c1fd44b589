"""How each kind of file is read: one module per kind, one stage for what they share."""
