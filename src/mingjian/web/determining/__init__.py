"""The wizard of a determination, piece by piece; `screens/determine.py` shows it."""
