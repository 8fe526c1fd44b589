"""Form fields that several pages use."""

from typing import Any

from django import forms


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar and sent as 2026-11-23."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **kwargs)


class MomentField(forms.DateTimeField):
    """A moment of the district's clock, to the minute."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, input_formats=["%Y-%m-%dT%H:%M"], **kwargs)
