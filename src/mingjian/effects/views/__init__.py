"""What the room tells about its rows."""

from mingjian.effects.views.gated import EntryView, MeasureView, entry_view, measure_view
from mingjian.effects.views.marks import DisputeView, ShieldView, dispute_view, shield_view
from mingjian.effects.views.of_record import (
    AdverseView,
    PublicationView,
    adverse_view,
    publication_view,
)

__all__ = [
    "AdverseView",
    "DisputeView",
    "EntryView",
    "MeasureView",
    "PublicationView",
    "ShieldView",
    "adverse_view",
    "dispute_view",
    "entry_view",
    "measure_view",
    "publication_view",
    "shield_view",
]
