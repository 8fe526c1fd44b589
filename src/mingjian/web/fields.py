"""Form fields that several pages use."""

from datetime import date
from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from mingjian.policy.standing import policies
from mingjian.web.templatetags.mingjian import said

LONGEST_TEXT: Final = 4000
LONGEST_NAME: Final = 255
"""Characters of a text, and of the name of a file."""


# Days are counted from and to: what lies near the ends of the calendar is a slip of typing.
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar and sent as 2026-11-23."""

    default_validators = [  # noqa: RUF012 - as Django declares it
        MinValueValidator(EARLIEST, _lazy("请填写 1900 年以后的日期。")),
        MaxValueValidator(LATEST, _lazy("请填写 2199 年以前的日期。")),
    ]

    def __init__(self, **kwargs: Any) -> None:
        shown = {"type": "date", "min": EARLIEST.isoformat(), "max": LATEST.isoformat()}
        widget = forms.DateInput(shown, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **kwargs)


class MomentField(forms.DateTimeField):
    """A moment of the district's clock, to the minute."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, input_formats=["%Y-%m-%dT%H:%M"], **kwargs)


class UploadField(forms.FileField):
    """A file; an empty one is refused by the verb that takes it, in its own words."""

    def __init__(self, **kwargs: Any) -> None:
        missing = {"required": _lazy("请选择文件。")}
        super().__init__(
            allow_empty_file=True, max_length=LONGEST_NAME, error_messages=missing, **kwargs
        )


class UnitField(forms.ChoiceField):
    """A unit of government; `required` False: or any."""

    def __init__(self, *, required: bool = True, **kwargs: Any) -> None:
        super().__init__(choices=_named_units if required else _units, required=required, **kwargs)


class MatterField(forms.ChoiceField):
    """A matter for which credit may be checked, or any."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=_matters, **kwargs)


class ItemField(forms.ChoiceField):
    """An item of today's catalogue, or any."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=_items, **kwargs)


def _units() -> list[tuple[str, str]]:
    found = (unit for unit in policies().units() if unit.in_district)
    return [("", _("全部")), *((unit.id, said(unit.name)) for unit in found)]


def _matters() -> list[tuple[str, str]]:
    return [("", _("全部")), *((one.id, said(one.title)) for one in policies().matters())]


def _named_units() -> list[tuple[str, str]]:
    return [("", _("请选择")), *_units()[1:]]


def _items() -> list[tuple[str, str]]:
    items = policies().items(timezone.localdate())
    return [("", _("全部")), *((item.id, said(item.name)) for item in items)]
