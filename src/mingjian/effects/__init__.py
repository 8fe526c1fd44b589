"""What is in force for a subject on a day: decisions, adverse information, entries, measures."""
