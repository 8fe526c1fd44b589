"""Rooms above hear at once of a record that was changed otherwise than by a delivery."""

from typing import Final

from django.dispatch import Signal

changed: Final = Signal()
"""Sent with `record_id` and `item`, in the transaction of the change, which an error stops.

A delivery is followed instead (`intake.following`): it may bring a million records at once.
"""
