"""Organisations as everybody may find them: by code or name, a few at a time, never persons."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from mingjian.effects.public import PUBLIC_KINDS, PublicEffect, Wanted, public_effects
from mingjian.publication.licences import PublicLicence, public_licences
from mingjian.publication.problems import NotPublic
from mingjian.registry.find import SubjectView, by_code, subjects
from mingjian.registry.in_use import codes_in_use
from mingjian.registry.match import search

FOUND_AT_MOST: Final = 20
ON_A_PAGE_AT_MOST: Final = 200
# Of those that the text may mean, some are of a kind that is not shown.
_LOOKED_AT: Final = 3 * FOUND_AT_MOST


@dataclass(frozen=True, slots=True)
class PublicOrganisation:
    """What everybody may see of an organisation on a day."""

    who: SubjectView
    effects: tuple[PublicEffect, ...]
    licences: tuple[PublicLicence, ...]


def find_public(text: str) -> list[SubjectView]:
    """The organisations that a code or a name may mean, best first, at most `FOUND_AT_MOST`.

    Raises:
        NothingToSearch: the text holds neither a code nor two characters of a name.
    """
    found = [match.subject_id for match in search(text, _LOOKED_AT)]
    public = public_ones(found)
    return [public[one] for one in found if one in public][:FOUND_AT_MOST]


def public_organisation(code: str, on: date) -> PublicOrganisation:
    """What is public of the organisation with this code on a day.

    Raises:
        NotPublic: there is none, or it is of a kind that no public page shows; both are told
            alike, so that the page does not tell who is registered.
    """
    found = by_code(code, on)
    if found is None or found.subject_id not in public_ones([found.subject_id]):
        raise NotPublic
    wanted = Wanted(about=[found.subject_id])
    return PublicOrganisation(
        found,
        tuple(public_effects(on, wanted, most=ON_A_PAGE_AT_MOST)),
        tuple(public_licences(found.subject_id, on)[:ON_A_PAGE_AT_MOST]),
    )


def public_ones(numbers: Iterable[int]) -> dict[int, SubjectView]:
    """Those of the subjects that everybody may see, under the code that is theirs without doubt."""
    codes = codes_in_use(numbers)
    return {
        number: replace(one, code=codes[number])
        for number, one in subjects(codes).items()
        if one.kind in PUBLIC_KINDS
    }
