"""The catalogue: which data the district may take in, by which law, in which shape."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mingjian.intake.template import template as make_template
from mingjian.policy.schema import CatalogueItem, CodeList
from mingjian.policy.standing import policies
from mingjian.web.export import xlsx_bytes
from mingjian.web.screen import screen
from mingjian.web.words import language


@screen("catalogue.read")
def catalogue(request: HttpRequest) -> HttpResponse:
    """All items in force today."""
    packs = policies()
    shown = {
        "items": packs.items(timezone.localdate()),
        "editions": [(pack.name, packs.editions[pack.id].label) for pack in packs.packs],
    }
    return render(request, "policy/catalogue.html", shown)


@screen("catalogue.read")
def item(request: HttpRequest, item_id: str) -> HttpResponse:
    """One item: its fields, its checks, its layouts, and where each of it comes from."""
    today = timezone.localdate()
    found = policies().item(item_id, today)
    shown = {
        "item": found,
        "edition": policies().edition(item_id, today),
        "deadline": _deadline(found),
        "code_lists": _code_lists(found),
    }
    return render(request, "policy/item.html", shown)


@screen("catalogue.read")
def template(request: HttpRequest, item_id: str) -> HttpResponse:
    """The workbook a department fills in, as the item is today."""
    del request
    book = make_template(item_id, timezone.localdate(), language())
    return xlsx_bytes(f"{item_id}.xlsx", book)


def _deadline(found: CatalogueItem) -> object:
    deadline_id = found.refresh.deadline
    return policies().deadline(deadline_id, timezone.localdate()) if deadline_id else None


def _code_lists(found: CatalogueItem) -> list[CodeList]:
    used = dict.fromkeys(field.codes for field in found.fields if field.codes)
    return [policies().codes(list_id, timezone.localdate()) for list_id in used]
