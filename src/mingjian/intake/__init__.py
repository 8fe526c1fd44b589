"""Intake: a department's file becomes records, questions, or comes back in red."""
