"""People, their roles, client systems and the rules that say who may see and do what."""
