"""The engine of procedures: plain Python over a procedure and the steps taken, no tables."""
