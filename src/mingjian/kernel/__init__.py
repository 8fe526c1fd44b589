"""Plain values of the house: no Django, no database, no clock."""
