"""Organisations as everybody may find them: by code or name, a few at a time, never persons."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from mingjian.effects.public import PUBLIC_KINDS, PublicEffect, Wanted, public_effects
from mingjian.publication.licences import PublicLicence, public_licences
from mingjian.publication.problems import NotPublic
from mingjian.registry.find import SubjectView, by_code, subject
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
    found = (subject(match.subject_id) for match in search(text, _LOOKED_AT))
    return [one for one in found if one is not None and _is_public(one)][:FOUND_AT_MOST]


def public_organisation(code: str, on: date) -> PublicOrganisation:
    """What is public of the organisation with this code on a day.

    Raises:
        NotPublic: there is none, or it is of a kind that no public page shows; both are told
            alike, so that the page does not tell who is registered.
    """
    found = by_code(code, on)
    if found is None or not _is_public(found):
        raise NotPublic
    wanted = Wanted(about=[found.subject_id])
    return PublicOrganisation(
        found,
        tuple(public_effects(on, wanted, most=ON_A_PAGE_AT_MOST)),
        tuple(public_licences(found.subject_id, on)[:ON_A_PAGE_AT_MOST]),
    )


def _is_public(found: SubjectView) -> bool:
    return found.kind in PUBLIC_KINDS and bool(found.code)
