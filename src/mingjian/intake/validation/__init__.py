"""Validation as set-based expressions: generated from a catalogue item, run by any Ibis backend.

Kept out because backends disagree about them (spikes of the stack): levenshtein, jaro_winkler,
asof_join, ordered group_concat, `last(include_null=)`, and regular expressions with references.
"""
