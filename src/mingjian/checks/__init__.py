"""The credit check: one question, one answer, one receipt; and what was decided afterwards."""
