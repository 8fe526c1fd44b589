"""Tags and filters of the pages about checks."""

from django import template

from mingjian.kernel.problem import NotFound
from mingjian.policy.standing import policies
from mingjian.web.templatetags.mingjian import said

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
