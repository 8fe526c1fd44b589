"""The log: append, seal, prove, witness, verify (laws 6 and 7 of the house)."""
