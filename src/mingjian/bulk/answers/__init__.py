"""Bulk work on forms of the house: rows that a unit fills in, taken one by one or given back."""
