"""Tags and filters of the pages about checks."""

import re

from django import template
from django.utils.translation import ngettext

from mingjian.kernel.problem import NotFound
from mingjian.policy.standing import policies
from mingjian.web.case_words import MEASURE_TERMS
from mingjian.web.templatetags.mingjian import said
from mingjian.web.words import told

register = template.Library()


@register.filter
def matter_name(matter_id: str) -> str:
    """What a matter is called; one that left the packs shows its id."""
    try:
        return said(policies().matter(matter_id).title)
    except NotFound:
        return matter_id


@register.filter
def purpose_name(purpose_id: str) -> str:
    """What a purpose is called; one that left the packs shows its id."""
    try:
        return said(policies().purpose(purpose_id).title)
    except NotFound:
        return purpose_id


@register.filter
def measure_term(text: str) -> str:
    """How long a measure may hold by its statute: years in months, an event in words."""
    if years := re.fullmatch(r"(\d+)Y", text):
        months = 12 * int(years[1])
        return ngettext("%(months)s 个月", "%(months)s 个月", months) % {"months": months}
    return told(MEASURE_TERMS, text)
